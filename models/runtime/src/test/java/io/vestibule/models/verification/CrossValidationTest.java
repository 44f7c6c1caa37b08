package io.vestibule.models.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrossValidationTest {

    private static final PairScores CLEAR =
            PairScores.of(new float[] {0.75f, 0.875f}, new float[] {0.125f, 0.25f}); // best threshold 0.5

    @Test
    void shouldEvaluateAFoldWithTheThresholdOfTheOthers() {
        // Given
        // This fold has no errors at 0.3, but it is evaluated at 0.5, the threshold of the others.
        PairScores shifted = PairScores.of(new float[] {0.375f, 0.9375f}, new float[] {0.0f, 0.0625f});

        // When
        CrossValidation validation =
                CrossValidation.of(List.of(CLEAR, CLEAR, shifted)).orElseThrow();

        // Then
        // The other folds are evaluated at (0.375 + 0.25) / 2, which causes no errors either.
        assertThat(validation.folds()).containsExactly(1.0, 1.0, 0.75);
    }

    @Test
    void shouldComputeMeanStandardDeviationAndStandardErrorOfTheFolds() {
        // Given
        PairScores shifted = PairScores.of(new float[] {0.375f, 0.9375f}, new float[] {0.0f, 0.0625f});

        // When
        CrossValidation validation =
                CrossValidation.of(List.of(CLEAR, CLEAR, shifted)).orElseThrow();

        // Then
        // Deviations of 1/12, 1/12 and -1/6; the sum of squares is 1/24, divided by 3 - 1.
        assertThat(validation.accuracy()).isCloseTo(0.916667, within(1e-6));
        assertThat(validation.standardDeviation()).isCloseTo(0.144338, within(1e-6));
        assertThat(validation.standardError()).isCloseTo(0.083333, within(1e-6));
    }

    @Test
    void shouldReportFullAccuracyWithoutDeviationForTenClearFolds() {
        // Given
        List<PairScores> folds = Collections.nCopies(10, CLEAR);

        // When
        CrossValidation validation = CrossValidation.of(folds).orElseThrow();

        // Then
        assertThat(validation).isEqualTo(new CrossValidation(1, 0, Collections.nCopies(10, 1.0)));
    }

    @Test
    void shouldBeEmptyWhenAFoldLacksOneKindOfPairs() {
        // Given
        PairScores oneKind = PairScores.of(new float[0], new float[] {0.1f});

        // When
        Optional<CrossValidation> validation = CrossValidation.of(List.of(CLEAR, oneKind));

        // Then
        assertThat(validation).isEmpty();
        assertThat(CrossValidation.of(List.of(CLEAR))).isEmpty();
    }

    @Test
    void shouldCompareTwoModelsFoldByFold() {
        // Given
        // The accuracies differ by 0.01, 0.02 and 0.03.
        CrossValidation one = new CrossValidation(0.8, 0.2, List.of(0.61, 0.82, 1.0));
        CrossValidation other = new CrossValidation(0.79, 0.2, List.of(0.6, 0.8, 0.97));

        // When
        CrossValidation.Difference difference = one.minus(other);

        // Then
        // The standard error is 0.01 / sqrt(3); t of two degrees of freedom is 4.303.
        assertThat(difference.value()).isCloseTo(0.02, within(1e-9));
        assertThat(difference.interval().low()).isCloseTo(0.02 - 4.303 * 0.0057735, within(1e-6));
        assertThat(difference.interval().high()).isCloseTo(0.02 + 4.303 * 0.0057735, within(1e-6));
        assertThat(difference.interval().excludesZero()).isFalse();
    }

    @Test
    void shouldRejectAComparisonWithAnotherNumberOfFolds() {
        // Given
        CrossValidation threeFolds = new CrossValidation(0.8, 0.2, List.of(0.61, 0.82, 1.0));
        CrossValidation twoFolds = new CrossValidation(1, 0, List.of(1.0, 1.0));

        // Then
        assertThatThrownBy(() -> threeFolds.minus(twoFolds)).isInstanceOf(IllegalArgumentException.class);
    }
}
