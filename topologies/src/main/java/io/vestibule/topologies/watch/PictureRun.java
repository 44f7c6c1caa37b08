package io.vestibule.topologies.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Consecutive identical pictures of a camera. The noise of a sensor makes each picture different. Identical ones come from an
 * encoder that hangs, or from a recorder that repeats its last picture. Immutable.
 *
 * @param checksum checksum of the last picture
 * @param identicalSince first frame of the current run; empty if the last picture shows no detail
 * @param identicalAt last frame whose picture was identical to the one before
 */
record PictureRun(long checksum, Optional<Instant> identicalSince, Optional<Instant> identicalAt) {

    /** Before the first picture. */
    static final PictureRun NONE = new PictureRun(0, Optional.empty(), Optional.empty());

    /** The run after the next picture. A dark picture has no visible noise, so it starts no run. */
    PictureRun after(long next, boolean detail, Instant at) {
        if (!detail) {
            return new PictureRun(next, Optional.empty(), identicalAt);
        }
        return identicalSince.isPresent() && next == checksum
                ? new PictureRun(next, identicalSince, Optional.of(at))
                : new PictureRun(next, Optional.of(at), identicalAt);
    }

    /** Whether the pictures up to this time have been identical for that long. */
    boolean lasts(Duration time, Instant at) {
        return identicalSince.isPresent() && !identicalSince.get().plus(time).isAfter(at);
    }
}
