package io.vestibule.topologies.watch;

import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Rejects frames of the far past. Their time is a wrong unit or a wrong clock, or they are a recording. A visitor of the past must
 * not open a door. The cause names the likely reason.
 *
 * @param tolerance how far a capture time may be behind the wall clock
 * @param replay whether recordings are accepted; only times before 2000 are rejected then
 */
record PastLimit(Duration tolerance, boolean replay) {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    /** Reasons of a rejection: TIME_TOO_OLD, and TIME_INVALID in a replay. */
    Optional<Rejection> check(Instant capturedAt, Instant now) {
        if (replay) {
            return capturedAt.isBefore(EARLIEST)
                    ? Optional.of(new Rejection(Reason.TIME_INVALID, "captured before 2000: " + cause(capturedAt, now)))
                    : Optional.empty();
        }
        return capturedAt.isBefore(now.minus(tolerance))
                ? Optional.of(new Rejection(
                        Reason.TIME_TOO_OLD,
                        "captured over " + tolerance.toHours() + " hours ago: " + cause(capturedAt, now)
                                + "; set watch.replay to analyse recordings"))
                : Optional.empty();
    }

    private static String cause(Instant capturedAt, Instant now) {
        long published = ChronoUnit.MICROS.between(Instant.EPOCH, capturedAt);
        if (isPlausible(Instant.ofEpochMilli(published), now)) {
            return "the time looks like milliseconds instead of microseconds";
        }
        if (isPlausible(Instant.ofEpochSecond(published), now)) {
            return "the time looks like seconds instead of microseconds";
        }
        if (capturedAt.isBefore(EARLIEST)) {
            return "the camera's clock starts at 1970; set it";
        }
        return "the camera's clock is %d days behind, or the frame is that old"
                .formatted(Duration.between(capturedAt, now).toDays());
    }

    private static boolean isPlausible(Instant time, Instant now) {
        return time.isAfter(EARLIEST) && time.isBefore(now.plus(Duration.ofDays(1)));
    }
}
