package io.vestibule.topologies.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaptureTimesTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "2026-05-04T12:01:00Z,", // exactly the tolerance
        "2026-05-04T12:01:00.001Z, TIME_IN_FUTURE",
        "9999-01-01T00:00:00Z, TIME_IN_FUTURE",
        "1970-01-01T00:00:00Z, TIME_INVALID",
        "1970-01-01T00:00:00.000001Z, TIME_INVALID", // less than a millisecond
        "2026-05-04T11:00:00Z,"
    })
    void shouldRejectExactlyTheImpossibleTimes(Instant captured, Reason reason) {
        // When
        Optional<Rejection> rejection = CaptureTimes.check(captured, NOON, Duration.ofMinutes(1));

        // Then
        assertThat(rejection.map(Rejection::reason)).isEqualTo(Optional.ofNullable(reason));
    }

    @Test
    void shouldDateResultByWallClockWhenItsOwnTimeIsLater() {
        // When
        long timestamp = CaptureTimes.timestamp(NOON.plusSeconds(5), NOON.toEpochMilli());

        // Then
        assertThat(timestamp).isEqualTo(NOON.toEpochMilli());
    }
}
