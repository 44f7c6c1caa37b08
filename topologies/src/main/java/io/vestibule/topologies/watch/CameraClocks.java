package io.vestibule.topologies.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The clock offsets of one task's cameras. One thread at a time. */
final class CameraClocks {

    private final Map<String, ClockOffset> offsets = new HashMap<>();

    /** Discards what is known of a camera after its clock may have been set. */
    void restart(String camera) {
        offsets.remove(camera);
    }

    /** Number of cameras of which something is known. */
    int cameras() {
        return offsets.size();
    }

    /** Records a frame. */
    void record(String camera, Instant capturedAt, Instant recordedAt) {
        offsets.computeIfAbsent(camera, id -> new ClockOffset()).add(capturedAt, recordedAt);
    }

    /** The offset of a camera's clock; positive if it is behind the broker's. Null if there is none. */
    @Nullable
    Duration offset(String camera) {
        ClockOffset offset = offsets.get(camera);
        return offset == null ? null : offset.known();
    }

    /**
     * Time since the capture of a frame, by a clock that is right. A small offset counts as well: a frame is fresh if it is not much
     * older than a second.
     */
    Duration age(String camera, Instant capturedAt, Instant now) {
        Duration apparent = Duration.between(capturedAt, now);
        ClockOffset offset = offsets.get(camera);
        Duration constant = offset == null ? null : offset.constant();
        return constant == null ? apparent : apparent.minus(constant);
    }
}
