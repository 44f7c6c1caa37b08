package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PastLimitTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final PastLimit live = new PastLimit(Duration.ofHours(24), false);
    private final PastLimit replay = new PastLimit(Duration.ofHours(24), true);

    @ParameterizedTest
    @CsvSource({
        "1772352000000, milliseconds", // now in milliseconds
        "1772352000, seconds", // now in seconds
        "30000000, 1970", // half a minute after 1970
        "86400000000, 1970", // a day after 1970
        "1770000000000000, 27 days behind",
    })
    void shouldNameTheLikelyCauseWhenAFrameIsOfThePast(long published, String cause) {
        assertThat(live.check(instant(published), NOW)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.TIME_TOO_OLD);
            assertThat(rejection.cause()).contains(cause);
        });
    }

    @Test
    void shouldAcceptAFrameWhenItIsADayOld() {
        assertThat(live.check(NOW.minus(Duration.ofHours(24)), NOW)).isEmpty();
    }

    @Test
    void shouldAcceptARecordingOfAnyYearFrom2000WhenReplaying() {
        assertThat(replay.check(Instant.parse("2000-01-01T00:00:00Z"), NOW)).isEmpty();
    }

    @Test
    void shouldNameTheLikelyCauseWhenAReplayHasAWrongUnit() {
        assertThat(replay.check(instant(1_772_352_000_000L), NOW)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(Reason.TIME_INVALID);
            assertThat(rejection.cause()).contains("milliseconds");
        });
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
