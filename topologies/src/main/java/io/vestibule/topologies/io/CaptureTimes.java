package io.vestibule.topologies.io;

import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Comparison of capture times with the wall clock of this process. */
public final class CaptureTimes {

    /**
     * Largest difference that any setting may allow between a producer's clock and the wall clock. Brokers refuse records that
     * are dated over an hour ahead. Every record is compared with the wall clock itself, so tolerances do not add up.
     */
    public static final Duration MAXIMUM_TOLERANCE = Duration.ofMinutes(10);

    private CaptureTimes() {}

    /**
     * Returns a rejection if the capture time is impossible. Reasons: TIME_INVALID, TIME_IN_FUTURE.
     *
     * @param now the wall clock
     * @param tolerance how far the capture time may be ahead of the wall clock
     */
    public static Optional<Rejection> check(Instant captured, Instant now, Duration tolerance) {
        if (captured.toEpochMilli() <= 0) {
            return Optional.of(new Rejection(Reason.TIME_INVALID, "captured at or before 1970"));
        }
        long ahead = captured.toEpochMilli() - now.toEpochMilli();
        return ahead > tolerance.toMillis()
                ? Optional.of(new Rejection(
                        Reason.TIME_IN_FUTURE,
                        "captured " + ahead + " ms ahead of the wall clock; the maximum is " + tolerance.toMillis()))
                : Optional.empty();
    }

    /**
     * The timestamp of a result: its own time, or the wall clock if that is earlier.
     *
     * @param time time of the result, such as the capture time of its face
     * @param now the wall clock, in milliseconds since 1970
     */
    public static long timestamp(Instant time, long now) {
        return Math.max(0, Math.min(time.toEpochMilli(), now));
    }
}
