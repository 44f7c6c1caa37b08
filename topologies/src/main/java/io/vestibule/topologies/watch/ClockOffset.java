package io.vestibule.topologies.watch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The constant difference between the broker's clock and a camera's clock. A camera whose clock is behind sends frames that look
 * old. So does a slow link, and only the first has a constant difference.
 *
 * <p>The broker's time of each frame is compared with its capture time, for at least ten seconds and five frames. The difference
 * is constant if it varies by at most one second. A known difference remains while the smallest one stays within a second of
 * it, because delays only add to it. It is reported as an offset if it is at least two seconds.
 */
final class ClockOffset {

    static final Duration WINDOW = Duration.ofSeconds(10);
    static final int MINIMUM_FRAMES = 5;
    private static final long SMALLEST_MILLIS = 2000;
    private static final long VARIATION_MILLIS = 1000;

    private @Nullable Instant since;
    private int frames;
    private long lowest;
    private long highest;
    private @Nullable Duration constant;

    /** Adds the next frame of the camera. */
    void add(Instant capturedAt, Instant recordedAt) {
        Instant start = since;
        if (start == null || recordedAt.isBefore(start)) {
            start(recordedAt);
        } else if (frames >= MINIMUM_FRAMES && !recordedAt.isBefore(start.plus(WINDOW))) {
            constant = measured();
            start(recordedAt);
        }
        long difference = Duration.between(capturedAt, recordedAt).toMillis();
        lowest = Math.min(lowest, difference);
        highest = Math.max(highest, difference);
        frames++;
    }

    /** The offset; positive if the camera's clock is behind. Null while it is small, not constant or not known yet. */
    @Nullable
    Duration known() {
        Duration offset = constant;
        return offset != null && Math.abs(offset.toMillis()) >= SMALLEST_MILLIS ? offset : null;
    }

    /** The constant difference, however small. Null while the difference is not constant or not known yet. */
    @Nullable
    Duration constant() {
        return constant;
    }

    private void start(Instant at) {
        since = at;
        frames = 0;
        lowest = Long.MAX_VALUE;
        highest = Long.MIN_VALUE;
    }

    private @Nullable Duration measured() {
        Duration before = constant;
        boolean isConstant = highest - lowest <= VARIATION_MILLIS
                || (before != null && Math.abs(lowest - before.toMillis()) <= VARIATION_MILLIS);
        return isConstant ? Duration.ofMillis(lowest) : null;
    }
}
