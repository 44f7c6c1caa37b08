package io.vestibule.topologies.watch.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final SceneSettings settings = SceneSettings.defaults();
    private final Calibration calibration = new Calibration(settings);
    private Instant now = NOW;

    @ParameterizedTest
    @CsvSource({"9, 0.03", "11, 0.08"})
    void shouldKeepToTheFloorWhenFewerThanTwoSpellsHavePassed(int seconds, float threshold) {
        // When
        sample(0.04f, seconds);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(threshold);
    }

    @Test
    void shouldConvergeToTheMedianOfTheLargestDistancesWhenManySpellsHavePassed() {
        // Given distances that are evenly distributed from 0 to 0.04
        Random random = new Random(1);

        // When
        for (int i = 0; i < 50_000; i++) {
            now = now.plusMillis(200);
            calibration.sample(0.04f * random.nextFloat(), now);
        }

        // Then 97.3 % of the distances are smaller than the noise, with 25 frames a spell
        assertThat(calibration.noise()).isCloseTo(0.973f * 0.04f, within(0.004f));
        assertThat(calibration.spells()).isEqualTo(50_000 / 25 - 2);
    }

    @Test
    void shouldFollowWithinNinetySecondsWhenTheNoiseDoubles() {
        // Given
        sample(0.015f, 120);

        // When
        sample(0.03f, 90);

        // Then
        assertThat(calibration.noise()).isCloseTo(0.03f, within(0.002f));
    }

    @Test
    void shouldFollowWithinNinetySecondsWhenTheNoiseHalves() {
        // Given
        sample(0.03f, 120);

        // When
        sample(0.015f, 90);

        // Then
        assertThat(calibration.noise()).isCloseTo(0.015f, within(0.002f));
    }

    @Test
    void shouldKeepTheNoiseWhenPeopleComeAndGo() {
        // Given
        sample(0.02f, 60);

        // When people are small at first, and present for half of the time
        for (int i = 0; i < 50; i++) {
            sample(0.02f, 8);
            sample(0.08f, 1);
            sample(0.3f, 3);
        }

        // Then
        assertThat(calibration.noise()).isCloseTo(0.02f, within(0.003f));
    }

    @Test
    void shouldKeepTheNoiseWhenAPersonStandsThere() {
        // Given
        sample(0.02f, 60);

        // When
        for (int i = 0; i < 200; i++) {
            now = now.plusSeconds(1);
            calibration.disturb(now);
            calibration.sample(0.09f, now);
        }

        // Then
        assertThat(calibration.noise()).isCloseTo(0.02f, within(0.003f));
    }

    @Test
    void shouldKeepToTheCeilingWhenTheNoiseIsLarge() {
        // When
        sample(0.0999f, 500);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(settings.ceiling());
    }

    @ParameterizedTest
    @ValueSource(floats = {0.11f, Float.POSITIVE_INFINITY, Float.NaN})
    void shouldKeepTheNoiseWhenADistanceCannotBeNoise(float distance) {
        // Given
        sample(0.0999f, 500);
        sample(Float.NaN, 10);
        float before = calibration.noise();

        // When
        sample(distance, 30);

        // Then
        assertThat(calibration.noise()).isEqualTo(before);
    }

    @Test
    void shouldCapTheThresholdForHoursWhenAFaceWasMissed() {
        // Given
        sample(0.04f, 100);

        // When
        calibration.lower(0.05f, now);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(0.8f * 0.05f);
        assertThat(calibration.noiseBound()).isCloseTo(0.08f, within(0.005f));
        assertThat(calibration.threshold(now.plus(Duration.ofMinutes(30)))).isBetween(0.05f, 0.07f);
        assertThat(calibration.threshold(now.plus(Duration.ofHours(1)))).isCloseTo(0.08f, within(0.005f));
    }

    @Test
    void shouldNotFallBelowTheLowestThresholdWhenManyFacesWereMissed() {
        // When
        for (int i = 0; i < 10; i++) {
            calibration.lower(0.0001f, now);
        }

        // Then
        assertThat(calibration.threshold(now)).isCloseTo(0.3f * settings.floor(), within(1e-6f));
    }

    @Test
    void shouldFollowByTheNewClockWhenTheClockWasSetBack() {
        // Given
        sample(0.04f, 100);
        float before = calibration.noise();
        Instant last = now;
        now = now.minus(Duration.ofDays(1));
        calibration.restart(last, now);

        // When
        sample(0.02f, 100);

        // Then
        assertThat(calibration.noise()).isLessThan(0.7f * before);
    }

    @Test
    void shouldNotRenewAnOldCapWhenTheClockWasSetBack() {
        // Given
        sample(0.04f, 100);
        calibration.lower(0.02f, now);
        Instant last = now.plus(Duration.ofHours(4));
        now = now.minus(Duration.ofDays(1));

        // When
        calibration.restart(last, now);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(calibration.noiseBound());
    }

    /** One frame a second. */
    private void sample(float peak, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            calibration.sample(peak, now);
        }
    }
}
