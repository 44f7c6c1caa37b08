package io.vestibule.models.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonPairScoresTest {

    /** Nine images of three people: three each. */
    private static final int[] THREE_EACH = {0, 0, 0, 1, 1, 1, 2, 2, 2};

    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-3, 1e-4})
    void shouldHaveTheSameErrorRatesAsPairScores(double rate) {
        // Given
        // 400 images of 80 people make 79,000 impostor pairs, of which not all are kept.
        int[] people = IntStream.range(0, 400).map(image -> image / 5).toArray();
        float[] triangle = drawn(people, 7);

        // When
        PersonPairScores scores = PersonPairScores.of(people, triangle, 1e-2);

        // Then
        PairScores plain = plain(people, triangle);
        assertThat(scores.people()).isEqualTo(80);
        assertThat(scores.genuinePairs()).isEqualTo(plain.genuine()).isEqualTo(800);
        assertThat(scores.impostorPairs()).isEqualTo(plain.impostor()).isEqualTo(79_000);
        assertThat(scores.atFalseMatchRate(rate)).isPresent().isEqualTo(plain.atFalseMatchRate(rate));
    }

    @Test
    void shouldNotReportARateWithTooFewPairs() {
        // When
        PersonPairScores scores = PersonPairScores.of(THREE_EACH, drawn(THREE_EACH, 1), 0.5);

        // Then
        // There are 27 impostor pairs; a rate of 0.1 needs 30.
        assertThat(scores.impostorPairs()).isEqualTo(27);
        assertThat(scores.atFalseMatchRate(0.1)).isEmpty();
        assertThat(scores.atFalseMatchRate(0.2)).isPresent();
    }

    @Test
    void shouldWeightAPairByHowOftenItsPeopleWereDrawn() {
        // Given
        // All genuine pairs of person 0 have low scores. Impostor pairs score 0, those of persons 1 and 2 score 0.5.
        int[] people = THREE_EACH;
        float[] triangle = new float[36];
        for (int i = 1, at = 0; i < people.length; i++) {
            for (int j = 0; j < i; j++, at++) {
                boolean same = people[i] == people[j];
                triangle[at] = same ? people[i] == 0 ? 0.4f : 0.9f : people[i] == 2 && people[j] == 1 ? 0.5f : 0f;
            }
        }
        PersonPairScores scores = PersonPairScores.of(people, triangle, 0.5);

        // When
        double[] rates = scores.falseNonMatchRates(0.3, BootstrapResamples.of(3, 2000, 1));

        // Then
        // A third of the impostor pairs score 0.5: a rate of 0.3 needs a higher threshold, a rate of 0.4 does not.
        assertThat(scores.atFalseMatchRate(0.3).orElseThrow()).isEqualTo(new ErrorRates(Math.nextUp(0.5f), 0, 1 / 3.0));
        assertThat(scores.atFalseMatchRate(0.4).orElseThrow()).isEqualTo(new ErrorRates(Math.nextUp(0f), 1 / 3.0, 0));

        // A draw of person 0 alone has no impostor pairs. A draw without person 0 has no misses.
        assertThat(rates).contains(0).contains(Double.NaN);
        assertThat(IntStream.range(0, rates.length).mapToDouble(i -> rates[i]).filter(rate -> rate > 0))
                // Draws of person 0 with one other person have no pair at 0.5 and no misses. Draws of all three have a
                // third.
                .allMatch(rate -> Math.abs(rate - 1 / 3.0) < 1e-12);
    }

    @Test
    void shouldFindAnIntervalThatContainsTheRateOfTheSample() {
        // Given
        int[] people = IntStream.range(0, 400).map(image -> image / 5).toArray();
        PersonPairScores scores = PersonPairScores.of(people, drawn(people, 3), 1e-2);

        // When
        ConfidenceInterval interval = ConfidenceInterval.ofResampled(
                        scores.falseNonMatchRates(1e-2, BootstrapResamples.of(80, 500, 1)))
                .orElseThrow();

        // Then
        double rate = scores.atFalseMatchRate(1e-2).orElseThrow().falseNonMatchRate();
        assertThat(interval.low()).isLessThan(rate).isGreaterThan(0);
        assertThat(interval.high()).isGreaterThan(rate).isLessThan(1);
        assertThat(ConfidenceInterval.ofResampled(scores.falseNonMatchRates(1e-2, BootstrapResamples.of(80, 500, 1))))
                .contains(interval);
    }

    @Test
    void shouldHaveANarrowIntervalForTheDifferenceOfTwoSimilarModels() {
        // Given
        // Both models find the same pairs hard; the second is a little worse.
        int[] people = IntStream.range(0, 400).map(image -> image / 5).toArray();
        float[] first = drawn(people, 3);
        float[] second = first.clone();
        Random random = new Random(5);
        for (int pair = 0; pair < second.length; pair++) {
            second[pair] = (float) (second[pair] + 0.02 * random.nextGaussian());
        }
        BootstrapResamples resamples = BootstrapResamples.of(80, 500, 1);
        double[] a = PersonPairScores.of(people, first, 1e-2).falseNonMatchRates(1e-2, resamples);
        double[] b = PersonPairScores.of(people, second, 1e-2).falseNonMatchRates(1e-2, resamples);

        // When
        ConfidenceInterval difference = ConfidenceInterval.ofResampled(IntStream.range(0, a.length)
                        .mapToDouble(i -> b[i] - a[i])
                        .toArray())
                .orElseThrow();

        // Then
        ConfidenceInterval alone = ConfidenceInterval.ofResampled(a).orElseThrow();
        assertThat(difference.high() - difference.low()).isLessThan((alone.high() - alone.low()) / 2);
    }

    @Test
    void shouldRejectAWrongNumberOfScoresAndNaN() {
        assertThatThrownBy(() -> PersonPairScores.of(THREE_EACH, new float[35], 1e-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("9 images");
        float[] broken = new float[36];
        broken[17] = Float.NaN;
        assertThatThrownBy(() -> PersonPairScores.of(THREE_EACH, broken, 1e-2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a number");
    }

    @Test
    void shouldUseTheMiddle95PercentOfTheResamples() {
        // Given
        double[] values = IntStream.rangeClosed(0, 1000).asDoubleStream().toArray();

        // Then
        assertThat(ConfidenceInterval.ofResampled(values)).contains(new ConfidenceInterval(25, 975));
        assertThat(ConfidenceInterval.ofResampled(new double[30])).isEmpty();
    }

    @Test
    void shouldDrawTheSameNumberOfPeopleForEachResample() {
        double[] sums = BootstrapResamples.of(10, 100, 1)
                .each(weights -> IntStream.of(weights).sum());
        double[] firsts = BootstrapResamples.of(10, 10_000, 1).each(weights -> weights[0]);

        assertThat(sums).hasSize(100).containsOnly(10);
        assertThat(IntStream.range(0, firsts.length)
                        .mapToDouble(i -> firsts[i])
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(0.03));
    }

    /** Genuine scores around 0.6 for most people and around 0.3 for each third person; impostor scores around 0. */
    private static float[] drawn(int[] people, long seed) {
        Random random = new Random(seed);
        float[] triangle = new float[people.length * (people.length - 1) / 2];
        for (int i = 1, at = 0; i < people.length; i++) {
            for (int j = 0; j < i; j++, at++) {
                double mean = people[i] != people[j] ? 0 : people[i] % 3 == 0 ? 0.3 : 0.6;
                triangle[at] = (float) Math.max(-1, Math.min(1, mean + 0.12 * random.nextGaussian()));
            }
        }
        return triangle;
    }

    private static PairScores plain(int[] people, float[] triangle) {
        List<Float> genuine = new ArrayList<>();
        List<Float> impostor = new ArrayList<>();
        for (int i = 1, at = 0; i < people.length; i++) {
            for (int j = 0; j < i; j++, at++) {
                (people[i] == people[j] ? genuine : impostor).add(triangle[at]);
            }
        }
        return PairScores.of(floats(genuine), floats(impostor));
    }

    private static float[] floats(List<Float> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        return floats;
    }
}
