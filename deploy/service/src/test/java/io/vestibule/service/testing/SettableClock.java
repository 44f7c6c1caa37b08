package io.vestibule.service.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A wall clock that a test sets, and a monotonic clock beside it. */
public final class SettableClock extends Clock {
    private Instant wall;
    private long nanos = -5;

    public SettableClock(Instant start) {
        this.wall = start;
    }

    /** Both clocks advance. */
    public void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    /** Only the wall clock changes. */
    public void set(Instant time) {
        wall = time;
    }

    /** The monotonic clock. Its origin has no meaning. */
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant instant() {
        return wall;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("tests use UTC");
    }
}
