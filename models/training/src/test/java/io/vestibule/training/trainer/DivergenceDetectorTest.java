package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DivergenceDetectorTest {
    private final DivergenceDetector course = new DivergenceDetector();

    @Test
    void shouldEndAtOnceWhereALossOrAGradientIsNoNumber() {
        assertThat(course.after(Double.NaN, 1)).isPresent();
        assertThat(course.after(1, Double.POSITIVE_INFINITY)).isPresent();
        assertThat(course.after(1, 1)).isEmpty();
    }

    @Test
    void shouldPassOverASpike() {
        // Given
        steps(500, 1);

        // When
        Optional<String> spike = course.after(100, 1);

        // Then
        assertThat(spike).isEmpty();
        assertThat(course.isUsual()).isFalse();
        assertThat(steps(200, 1)).isEmpty();
        assertThat(course.isUsual()).isTrue();
    }

    @Test
    void shouldEndWhereTheLossHasStayedFarAboveWhatItWas() {
        // Given
        steps(500, 1);

        // When
        Optional<String> early = steps(49, 4);
        Optional<String> late = steps(1, 4);

        // Then
        assertThat(early).isEmpty();
        assertThat(late)
                .hasValueSatisfying(reason -> assertThat(reason).contains("50 steps", "over 4.0", "median of 1.0"));
    }

    @Test
    void shouldNotMindALossThatBeginsHighAndFalls() {
        for (int step = 0; step < 2000; step++) {
            assertThat(course.after(20 * Math.exp(-step / 300.0), 1)).isEmpty();
        }
    }

    @Test
    void shouldNotMindALossNearNothing() {
        // Given
        steps(500, 1e-4);

        // Then
        assertThat(steps(100, 0.3)).isEmpty();
    }

    private Optional<String> steps(int count, double loss) {
        Optional<String> trouble = Optional.empty();
        for (int step = 0; step < count; step++) {
            trouble = course.after(loss, 1);
        }
        return trouble;
    }
}
