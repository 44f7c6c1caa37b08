package io.vestibule.service.publish;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * Epochs, sequence numbers and capture times of the frames of one publication. An epoch begins with the wall clock's time, and goes on
 * with the monotonic clock. If the wall clock is set, the next epoch begins: the topologies then discard times of the last one.
 * Capture times of an epoch always increase.
 */
final class CaptureClock {
    /** Difference between both clocks that means that the wall clock was set. Time servers correct less than this gradually. */
    private static final Duration SET = Duration.ofSeconds(1);

    private final Clock wall;
    private final LongSupplier nanoTime;
    private boolean started;
    private Instant start = Instant.EPOCH;
    private long startNanos;
    private long epoch;
    private long sequence;
    private Instant last = Instant.EPOCH;

    /** @param nanoTime the monotonic clock */
    CaptureClock(Clock wall, LongSupplier nanoTime) {
        this.wall = wall;
        this.nanoTime = nanoTime;
    }

    /**
     * Identity and time of a frame.
     *
     * @param epoch start of the epoch in microseconds since 1970
     * @param sequence number of the frame in its epoch, from 0
     * @param capturedAt time of the picture, in microseconds
     */
    record Stamp(long epoch, long sequence, Instant capturedAt) {}

    /**
     * Stamps a frame.
     *
     * @param capturedNanos time of the picture on the monotonic clock
     * @param startsSegment whether the source's own clock was set before this picture
     */
    Stamp stamp(long capturedNanos, boolean startsSegment) {
        Instant now = wall.instant();
        long nowNanos = nanoTime.getAsLong();
        if (!started || startsSegment || wasSet(now, nowNanos)) {
            begin(now.minusNanos(nowNanos - capturedNanos).truncatedTo(ChronoUnit.MICROS), capturedNanos);
        }
        Instant captured = start.plusNanos(capturedNanos - startNanos).truncatedTo(ChronoUnit.MICROS);
        last = captured.isAfter(last) ? captured : last.plus(1, ChronoUnit.MICROS);
        return new Stamp(epoch, sequence++, last);
    }

    /** The current epoch; 0 before the first frame. */
    long epoch() {
        return epoch;
    }

    private boolean wasSet(Instant now, long nowNanos) {
        Instant expected = start.plusNanos(nowNanos - startNanos);
        return Duration.between(expected, now).abs().compareTo(SET) > 0;
    }

    private void begin(Instant time, long nanos) {
        long begun = ChronoUnit.MICROS.between(Instant.EPOCH, time);
        // Two segments can begin in one microsecond.
        epoch = started && begun == epoch ? epoch + 1 : begun;
        start = Instant.EPOCH.plus(epoch, ChronoUnit.MICROS);
        startNanos = nanos;
        sequence = 0;
        last = start.minus(1, ChronoUnit.MICROS);
        started = true;
    }
}
