package io.vestibule.topologies.watch.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private final SceneSettings settings = SceneSettings.defaults();
    private final Calibration calibration = new Calibration(settings);
    private Instant now = NOW;

    @Test
    void shouldKeepToTheFloorUntilTheNoiseIsKnown() {
        // When noise was seen for less than two spells
        sample(0.04f, 9);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(settings.floor());

        // When
        sample(0.04f, 2);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(settings.margin() * 0.04f);
    }

    @Test
    void shouldRestAtTheMedianOfTheLargestDistancesOfSpells() {
        // When distances are spread evenly from 0 to 0.04, of 25 frames a spell
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            now = now.plusMillis(200);
            calibration.sample(0.04f * random.nextFloat(), now);
        }

        // Then the noise lies where 97.3 % of them lie below
        assertThat(calibration.noise()).isCloseTo(0.973f * 0.04f, within(0.004f));
        assertThat(calibration.spells()).isEqualTo(50_000 / 25 - 2);
    }

    @Test
    void shouldFollowNoiseThatDoublesWithinAboutAMinuteAndAHalf() {
        // Given
        sample(0.015f, 120);

        // When
        sample(0.03f, 90);

        // Then
        assertThat(calibration.noise()).isCloseTo(0.03f, within(0.002f));

        // When it is small again
        sample(0.015f, 90);

        // Then
        assertThat(calibration.noise()).isCloseTo(0.015f, within(0.002f));
    }

    @Test
    void shouldCountNothingOfPeopleWhoPass() {
        // Given
        sample(0.02f, 60);

        // When people come, small at first, and go, for half of the time
        for (int i = 0; i < 50; i++) {
            sample(0.02f, 8);
            sample(0.08f, 1);
            sample(0.3f, 3);
        }

        // Then
        assertThat(calibration.noise()).isCloseTo(0.02f, within(0.003f));

        // And nothing while somebody stands there, however little that differs
        for (int i = 0; i < 200; i++) {
            now = now.plusSeconds(1);
            calibration.disturb(now);
            calibration.sample(0.09f, now);
        }
        assertThat(calibration.noise()).isCloseTo(0.02f, within(0.003f));
    }

    @Test
    void shouldStayWithinItsBounds() {
        // When
        sample(0.0999f, 500);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(settings.ceiling());

        // And what no noise can be is not counted as such
        sample(Float.NaN, 10);
        float before = calibration.noise();
        for (float none : new float[] {0.11f, Float.POSITIVE_INFINITY, Float.NaN}) {
            sample(none, 30);
        }
        assertThat(calibration.noise()).isEqualTo(before);
    }

    @Test
    void shouldGoUnderWhatWasMissedAndComeBackWithinHours() {
        // Given
        sample(0.04f, 100);

        // When
        calibration.lower(0.05f, now);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(0.8f * 0.05f);
        assertThat(calibration.noiseBar()).isCloseTo(0.08f, within(0.005f));
        assertThat(calibration.threshold(now.plus(Duration.ofMinutes(30)))).isBetween(0.05f, 0.07f);
        assertThat(calibration.threshold(now.plus(Duration.ofHours(1)))).isCloseTo(0.08f, within(0.005f));
    }

    @Test
    void shouldNotFallToNothingHoweverMuchWasMissed() {
        // When
        for (int i = 0; i < 10; i++) {
            calibration.lower(0.0001f, now);
        }

        // Then
        assertThat(calibration.threshold(now)).isCloseTo(0.3f * settings.floor(), within(1e-6f));
    }

    @Test
    void shouldCountNoTimeOfBeforeWhenTheClockBeginsAnew() {
        // Given
        sample(0.04f, 100);
        float before = calibration.noise();

        // When the clock is put back by a day
        Instant last = now;
        now = now.minus(Duration.ofDays(1));
        calibration.restart(last, now);
        sample(0.02f, 100);

        // Then
        assertThat(calibration.noise()).isLessThan(0.7f * before);
    }

    @Test
    void shouldNotGoBackUnderWhatWasMissedHoursAgoWhenTheClockBeginsAnew() {
        // Given
        sample(0.04f, 100);
        calibration.lower(0.02f, now);

        // When
        Instant last = now.plus(Duration.ofHours(4));
        now = now.minus(Duration.ofDays(1));
        calibration.restart(last, now);

        // Then
        assertThat(calibration.threshold(now)).isEqualTo(calibration.noiseBar());
    }

    /** One frame a second. */
    private void sample(float peak, int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            calibration.sample(peak, now);
        }
    }
}
