package io.vestibule.topologies.watch;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The number of a frame in the results: unique for its camera, and increasing within an epoch. It equals the published numbers,
 * unless the publisher does not count frames or epochs.
 */
record FrameNumber(long epoch, long sequence) {

    private static final long BEFORE_FIRST = -1;

    /** A higher sequence counts as this one, so that there is always a next number. */
    private static final long HIGHEST_PUBLISHED = Long.MAX_VALUE / 2;

    /** The number before the first frame of an epoch. */
    static FrameNumber beforeFirst(long epoch) {
        return new FrameNumber(epoch, BEFORE_FIRST);
    }

    /** The number of the first frame of an epoch. A negative sequence counts as 0. */
    static FrameNumber of(long epoch, long published) {
        return new FrameNumber(epoch, Math.max(0, limited(published)));
    }

    boolean isBeforeFirst() {
        return sequence == BEFORE_FIRST;
    }

    /** The number of the next frame in this epoch. */
    FrameNumber next(long published) {
        return new FrameNumber(epoch, Math.max(sequence + 1, limited(published)));
    }

    /** The number of the first frame after a restart that the publisher did not count. */
    FrameNumber restarted(long published, Instant capturedAt) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, capturedAt);
        return of(Math.max(epoch + 1, micros), published);
    }

    private static long limited(long published) {
        return Math.min(published, HIGHEST_PUBLISHED);
    }
}
