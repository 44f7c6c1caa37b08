package io.vestibule.training.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DivergenceDetectorTest {
    private final DivergenceDetector detector = new DivergenceDetector();

    @ParameterizedTest
    @CsvSource({"NaN,1,true", "1,Infinity,true", "1,1,false"})
    void shouldReportAProblemWhenLossOrGradientIsNotFinite(double loss, double gradientNorm, boolean diverged) {
        // When
        Optional<String> problem = detector.observe(loss, gradientNorm);

        // Then
        assertThat(problem.isPresent()).isEqualTo(diverged);
    }

    @Test
    void shouldIgnoreASingleSpikeWhenTheLossReturns() {
        // Given
        observe(500, 1);

        // When
        Optional<String> spike = detector.observe(100, 1);
        boolean normalAtSpike = detector.isLossNormal();
        Optional<String> later = observe(200, 1);

        // Then
        assertThat(spike).isEmpty();
        assertThat(normalAtSpike).isFalse();
        assertThat(later).isEmpty();
        assertThat(detector.isLossNormal()).isTrue();
    }

    @Test
    void shouldReportAProblemWhenTheLossIsFarAboveItsMedianForFiftySteps() {
        // Given
        observe(500, 1);

        // When
        Optional<String> early = observe(49, 4);
        Optional<String> late = observe(1, 4);

        // Then
        assertThat(early).isEmpty();
        assertThat(late)
                .hasValueSatisfying(reason -> assertThat(reason).contains("50 steps", "over 4.0", "median of 1.0"));
    }

    @Test
    void shouldReportNoProblemWhenTheLossStartsHighAndDecreases() {
        // When
        List<String> problems = IntStream.range(0, 2000)
                .mapToObj(step -> detector.observe(20 * Math.exp(-step / 300.0), 1))
                .flatMap(Optional::stream)
                .toList();

        // Then
        assertThat(problems).isEmpty();
    }

    @Test
    void shouldReportNoProblemWhenTheLossIsNearZero() {
        // Given
        observe(500, 1e-4);

        // When
        Optional<String> problem = observe(100, 0.3);

        // Then
        assertThat(problem).isEmpty();
    }

    private Optional<String> observe(int steps, double loss) {
        Optional<String> problem = Optional.empty();
        for (int step = 0; step < steps; step++) {
            problem = detector.observe(loss, 1);
        }
        return problem;
    }
}
