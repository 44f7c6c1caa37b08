package io.vestibule.models.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PairScoresTest {

    @Test
    void shouldCountAScoreEqualToTheThresholdAsAMatch() {
        // Given
        PairScores scores = PairScores.of(new float[] {0.9f, 0.5f, 0.4f, 0.8f}, new float[] {0.5f, 0.1f});

        // When
        ErrorRates rates = scores.at(0.5f);

        // Then
        assertThat(rates).isEqualTo(new ErrorRates(0.5f, 0.5, 0.25));
        assertThat(rates.accuracy()).isEqualTo(0.625);
    }

    @Test
    void shouldAllowAsManyFalseMatchesAsTheRatePermits() {
        // Given
        // Impostor scores are 0.000, 0.001, ... 0.299.
        PairScores scores = PairScores.of(new float[] {0.2961f, 0.2964f, 0.5f, 0.9f}, ramp(300));

        // When
        ErrorRates rates = scores.atFalseMatchRate(1e-2).orElseThrow();

        // Then
        // 0.297, 0.298 and 0.299 match; 0.296 does not.
        assertThat(rates.falseMatchRate()).isEqualTo(0.01);
        assertThat(rates.threshold()).isGreaterThan(0.296f).isCloseTo(0.296f, within(1e-6f));
        assertThat(rates.falseNonMatchRate()).isZero();
    }

    @Test
    void shouldExcludeEqualScoresTogetherEvenWhenMoreFalseMatchesAreAllowed() {
        // Given
        // Three may match, but the third to the fifth score are equal.
        float[] impostors = ramp(300);
        impostors[297] = 0.296f;
        impostors[295] = 0.296f;

        // When
        ErrorRates rates = PairScores.of(new float[] {0.296f, 0.5f}, impostors)
                .atFalseMatchRate(1e-2)
                .orElseThrow();

        // Then
        assertThat(rates).isEqualTo(new ErrorRates(Math.nextUp(0.296f), 2 / 300.0, 0.5));
    }

    @Test
    void shouldReportARateOnlyWhenItAllowsThreeFalseMatches() {
        // Given
        PairScores enough = PairScores.of(new float[] {0.9f}, ramp(3000));
        PairScores tooFew = PairScores.of(new float[] {0.9f}, ramp(2999));

        // When
        Optional<ErrorRates> stated = enough.atFalseMatchRate(1e-3);
        Optional<ErrorRates> notStated = tooFew.atFalseMatchRate(1e-3);

        // Then
        assertThat(stated).map(ErrorRates::falseMatchRate).hasValue(0.001);
        assertThat(notStated).isEmpty();
        assertThat(List.of(
                        PairScores.impostorsNeeded(1e-2),
                        PairScores.impostorsNeeded(1e-3),
                        PairScores.impostorsNeeded(1e-4)))
                .containsExactly(300L, 3000L, 30_000L);
    }

    @Test
    void shouldCountGenuinePairsWithoutScoreAsNonMatches() {
        // Given
        PairScores scores = PairScores.of(new float[] {0.9f, PairScores.NOT_COMPARED, 0.8f, 0.7f}, ramp(300));

        // When
        ErrorRates rates = scores.atFalseMatchRate(1e-2).orElseThrow();

        // Then
        assertThat(rates.falseNonMatchRate()).isEqualTo(0.25);
    }

    @Test
    void shouldNeverMatchPairsWithoutScore() {
        // Given
        // Of 300 impostor pairs only two have a score, and three may match.
        float[] impostors = new float[300];
        Arrays.fill(impostors, PairScores.NOT_COMPARED);
        impostors[10] = 0.1f;
        impostors[20] = 0.2f;

        // When
        ErrorRates rates = PairScores.of(new float[] {PairScores.NOT_COMPARED, 0.9f}, impostors)
                .atFalseMatchRate(1e-2)
                .orElseThrow();

        // Then
        assertThat(rates.falseMatchRate()).isEqualTo(2 / 300.0);
        assertThat(rates.falseNonMatchRate()).isEqualTo(0.5);
    }

    @Test
    void shouldPutTheMostAccurateThresholdHalfwayBetweenScores() {
        // Given
        PairScores scores = PairScores.of(new float[] {0.75f, 0.5f, 0.875f}, new float[] {0.25f, -0.5f, 0.125f});

        // When
        ErrorRates best = scores.mostAccurate();

        // Then
        assertThat(best).isEqualTo(new ErrorRates(0.375f, 0, 0));
    }

    @Test
    void shouldUseTheHighestOfEquallyAccurateThresholds() {
        // Given
        // Above 0.625 one genuine pair is missed. Above 0.25 none is missed, but one impostor pair matches.
        PairScores scores = PairScores.of(new float[] {0.75f, 0.375f}, new float[] {0.5f, 0.125f});

        // When
        ErrorRates best = scores.mostAccurate();

        // Then
        assertThat(best).isEqualTo(new ErrorRates(0.625f, 0, 0.5));
    }

    @Test
    void shouldMatchNothingWhenNoThresholdIsBetter() {
        // Given
        PairScores scores = PairScores.of(new float[] {0.25f, PairScores.NOT_COMPARED}, new float[] {0.5f, 0.75f});

        // When
        ErrorRates best = scores.mostAccurate();

        // Then
        assertThat(best.accuracy()).isEqualTo(0.5);
        assertThat(best.threshold()).isGreaterThan(0.75f);
    }

    @Test
    void shouldRejectNaN() {
        assertThatThrownBy(() -> PairScores.of(new float[] {0.5f, Float.NaN, 0.1f}, new float[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a score is not a number");
    }

    private static float[] ramp(int length) {
        float[] ramp = new float[length];
        for (int i = 0; i < length; i++) {
            ramp[i] = i / 1000f;
        }
        return ramp;
    }
}
