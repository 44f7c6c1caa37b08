package io.vestibule.service.publish;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * When a live source took a picture: the time at which its packet arrived, minus the time for which the packet was held back.
 *
 * <p>A camera or network that stalls delivers afterwards what was taken before. The stream's own clock shows this: the packets
 * arrive after a long pause, but their time stamps are close together. The same holds for packets that FFmpeg read while it
 * examined the stream. Lateness starts with a pause of that kind, and from then on follows the difference of both clocks until
 * they agree again. It also decreases with time, because clocks of cameras are often slow: their difference alone would grow
 * without end.
 */
final class Lateness {
    /** Shortest pause that counts as a stall. Below it, the arrival is as good as the stream's clock. */
    private static final long SHORTEST_STALL = Duration.ofSeconds(1).toNanos();

    /** A stall is this many times longer than the usual time between two packets: some streams have a nominal clock. */
    private static final int STALL_FACTOR = 4;

    /** If lateness grows by more than this after a stall, the stream's clock runs at another rate and is not used. */
    private static final long LONGEST = Duration.ofSeconds(20).toNanos();

    /** Lateness decreases by this part of the time that passes. It exceeds the error of a camera's clock or nominal rate. */
    private static final int DECREASE_DIVISOR = 20;

    private static final double SMOOTHING = 0.1;

    private boolean trusted;
    private boolean started;
    private long lastArrival;
    private OptionalLong lastStamp = OptionalLong.empty();
    private double usualPause;
    private long late;
    private long latest = LONGEST;

    /**
     * @param openedAt time at which the stream was opened, on the monotonic clock in nanoseconds. Its first packet was taken then
     * @param trusted whether the stream has a clock of its own
     */
    Lateness(long openedAt, boolean trusted) {
        this.trusted = trusted;
        this.lastArrival = openedAt;
    }

    /**
     * Returns when a packet was captured, on the monotonic clock in nanoseconds.
     *
     * @param arrival time of its arrival on that clock
     * @param stampNanos its time stamp in nanoseconds; empty if it has none
     */
    long capturedAt(long arrival, OptionalLong stampNanos) {
        if (!trusted) {
            return arrival;
        }
        long pause = arrival - lastArrival;
        lastArrival = arrival;
        if (!started) {
            started = true;
            late = Math.min(pause, LONGEST);
        } else if (stampNanos.isPresent() && lastStamp.isPresent()) {
            follow(pause, stampNanos.getAsLong() - lastStamp.getAsLong());
        }
        lastStamp = stampNanos.isPresent() ? stampNanos : lastStamp;
        return arrival - late;
    }

    private void follow(long pause, long progress) {
        boolean stalled = usualPause > 0 && pause > SHORTEST_STALL && pause > STALL_FACTOR * usualPause;
        usualPause += (usualPause == 0 ? 1 : SMOOTHING) * (pause - usualPause);
        if (progress < -SHORTEST_STALL || progress > LONGEST) {
            // Another clock: what was late before is unknown now. A short step back is the order of decoding.
            late = 0;
        } else if (late > 0 || stalled) {
            long decrease = stalled ? 0 : pause / DECREASE_DIVISOR;
            late = Math.max(0, late + pause - progress - decrease);
            latest = stalled ? late + LONGEST : latest;
        }
        if (late > latest) {
            late = 0;
            trusted = false;
        }
    }
}
