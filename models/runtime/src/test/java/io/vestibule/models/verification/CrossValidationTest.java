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
    void shouldJudgeAFoldWithTheThresholdOfTheOthers() {
        // Given: a fold that would do without an error at 0.3, judged at the others' 0.5
        PairScores shifted = PairScores.of(new float[] {0.375f, 0.9375f}, new float[] {0.0f, 0.0625f});

        // When
        CrossValidation validation =
                CrossValidation.of(List.of(CLEAR, CLEAR, shifted)).orElseThrow();

        // Then: with the shifted fold the others are judged at (0.375 + 0.25) / 2, which suits them too
        assertThat(validation.folds()).containsExactly(1.0, 1.0, 0.75);
    }

    @Test
    void shouldGiveMeanStandardDeviationAndStandardErrorOfTheFolds() {
        // Given
        PairScores shifted = PairScores.of(new float[] {0.375f, 0.9375f}, new float[] {0.0f, 0.0625f});

        // When
        CrossValidation validation =
                CrossValidation.of(List.of(CLEAR, CLEAR, shifted)).orElseThrow();

        // Then: deviations of 1/12, 1/12 and -1/6, squares 1/24, over 3 - 1
        assertThat(validation.accuracy()).isCloseTo(0.916667, within(1e-6));
        assertThat(validation.standardDeviation()).isCloseTo(0.144338, within(1e-6));
        assertThat(validation.standardError()).isCloseTo(0.083333, within(1e-6));
    }

    @Test
    void shouldFindNoErrorAndNoSpreadInTenClearFolds() {
        // Given
        List<PairScores> folds = Collections.nCopies(10, CLEAR);

        // When
        CrossValidation validation = CrossValidation.of(folds).orElseThrow();

        // Then
        assertThat(validation).isEqualTo(new CrossValidation(1, 0, Collections.nCopies(10, 1.0)));
    }

    @Test
    void shouldGiveNothingWhereAFoldLacksOneKindOfPairs() {
        // Given
        PairScores oneKind = PairScores.of(new float[0], new float[] {0.1f});

        // When
        Optional<CrossValidation> validation = CrossValidation.of(List.of(CLEAR, oneKind));

        // Then
        assertThat(validation).isEmpty();
        assertThat(CrossValidation.of(List.of(CLEAR))).isEmpty();
    }

    @Test
    void shouldCompareFoldByFold() {
        // Given: accuracies that differ by 0.01, 0.02 and 0.03, however far the folds lie apart
        CrossValidation one = new CrossValidation(0.8, 0.2, List.of(0.61, 0.82, 1.0));
        CrossValidation other = new CrossValidation(0.79, 0.2, List.of(0.6, 0.8, 0.97));

        // When
        CrossValidation.Difference difference = one.minus(other);

        // Then: standard error 0.01 / sqrt(3), t of two degrees of freedom 4.303
        assertThat(difference.value()).isCloseTo(0.02, within(1e-9));
        assertThat(difference.interval().low()).isCloseTo(0.02 - 4.303 * 0.0057735, within(1e-6));
        assertThat(difference.interval().high()).isCloseTo(0.02 + 4.303 * 0.0057735, within(1e-6));
        assertThat(difference.interval().excludesZero()).isFalse();
        assertThatThrownBy(() -> one.minus(new CrossValidation(1, 0, List.of(1.0, 1.0))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
