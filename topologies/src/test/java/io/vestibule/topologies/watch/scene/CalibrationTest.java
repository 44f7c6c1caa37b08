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

    @Test
    void shouldKeepToTheMiddleOfItsBoundsUntilItHasSeenEnough() {
        // When hardly any noise was seen
        for (int i = 0; i < 49; i++) {
            calibration.sample(0.001f);
        }

        // Then
        assertThat(calibration.threshold(NOW)).isCloseTo((float) Math.sqrt(0.03 * 0.10), within(1e-6f));

        // When
        calibration.sample(0.001f);

        // Then
        assertThat(calibration.threshold(NOW)).isEqualTo(settings.floor());
    }

    @Test
    void shouldRestWhereTheWantedShareOfPeaksLiesBelow() {
        // When peaks are spread evenly from 0 to 0.05
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            calibration.sample(0.05f * random.nextFloat());
        }

        // Then 99 % of them lie under the noise, and the threshold lies over it by the margin
        assertThat(calibration.noise()).isCloseTo(0.0495f, within(0.004f));
        assertThat(calibration.threshold(NOW)).isCloseTo(settings.margin() * calibration.noise(), within(1e-6f));
    }

    @Test
    void shouldFollowNoiseThatGrowsWithinSecondsAndOneThatShrinksWithinMinutes() {
        // Given
        sample(0.02f, 100);

        // When the noise doubles for six seconds of five frames
        sample(0.04f, 30);

        // Then
        assertThat(calibration.noise()).isGreaterThan(0.039f);

        // When it is small again for six seconds, then for ten minutes
        sample(0.01f, 30);
        assertThat(calibration.noise()).isGreaterThan(0.038f);
        sample(0.01f, 3000);

        // Then
        assertThat(calibration.noise()).isLessThan(0.012f);
    }

    @Test
    void shouldStayWithinItsBounds() {
        // When
        sample(0.0999f, 500);

        // Then
        assertThat(calibration.threshold(NOW)).isEqualTo(settings.ceiling());

        // And what no noise can be is not counted as such
        float before = calibration.noise();
        calibration.sample(0.11f);
        calibration.sample(Float.POSITIVE_INFINITY);
        calibration.sample(Float.NaN);
        assertThat(calibration.noise()).isEqualTo(before);
    }

    @Test
    void shouldGoUnderWhatWasMissedAndComeBackWithinHours() {
        // Given
        sample(0.05f, 100);

        // When
        calibration.lower(0.05f, NOW);

        // Then
        assertThat(calibration.threshold(NOW)).isEqualTo(0.8f * 0.05f);
        assertThat(calibration.noiseBar()).isCloseTo(0.08f, within(0.005f));
        assertThat(calibration.threshold(NOW.plus(Duration.ofMinutes(30)))).isBetween(0.04f, 0.08f);
        assertThat(calibration.threshold(NOW.plus(Duration.ofHours(1)))).isCloseTo(0.08f, within(0.005f));
    }

    @Test
    void shouldNotFallToNothingHoweverMuchWasMissed() {
        // When
        for (int i = 0; i < 10; i++) {
            calibration.lower(0.0001f, NOW);
        }

        // Then
        assertThat(calibration.threshold(NOW)).isCloseTo(0.3f * settings.floor(), within(1e-6f));
    }

    private void sample(float peak, int times) {
        for (int i = 0; i < times; i++) {
            calibration.sample(peak);
        }
    }
}
