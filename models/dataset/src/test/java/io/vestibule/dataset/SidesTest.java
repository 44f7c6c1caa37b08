package io.vestibule.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.Embedding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SidesTest {

    private static final Split SPLIT = new Split(0.5);
    private static final String LEARNT = someone(Side.TRAINING);
    private static final String JUDGED = someone(Side.VALIDATION);
    private static final Centres CENTRES =
            new Centres("wise@0123", Map.of(LEARNT, new float[] {1, 0, 0, 0}, JUDGED, new float[] {0, 1, 0, 0}));

    @Test
    void givenALabelledFaceWhenAskedThenItGoesWhereItsIdentityGoes() {
        // given
        var sides = new Sides(SPLIT, CENTRES);

        // when, then
        assertThat(sides.of(sample(Label.folder(JUDGED), 1, 0))).contains(Side.VALIDATION);
        assertThat(sides.of(sample(Label.folder(LEARNT), 0, 1))).contains(Side.TRAINING);
    }

    @Test
    void givenAFaceOfNobodyKnownWhenAskedThenItIsForTraining() {
        // given
        var sides = new Sides(SPLIT, CENTRES);

        // when, then
        assertThat(sides.of(sample(Label.NONE, 0, 0.29f))).contains(Side.TRAINING);
        assertThat(sides.of(sample(Label.NONE, 0.9f, 0.1f))).contains(Side.TRAINING);
    }

    @Test
    void givenAFaceThatMayBeAJudgedPersonWhenAskedThenItIsOnNeitherSide() {
        // given
        var sides = new Sides(SPLIT, CENTRES);

        // when, then
        assertThat(sides.of(sample(Label.NONE, 0, 0.31f))).isEmpty();
    }

    @Test
    void givenNoCentresWhenAskedThenTheLikenessesDecide() {
        // given
        var sides = new Sides(SPLIT, null);
        var plain = sample(Label.NONE, 1, 0);

        // when, then
        assertThat(sides.of(plain)).contains(Side.TRAINING);
        assertThat(sides.of(plain.with(Label.NONE, List.of(new Likeness(JUDGED, 0.5f)))))
                .isEmpty();
        assertThat(sides.of(plain.with(Label.NONE, List.of(new Likeness(JUDGED, 0.2f)))))
                .contains(Side.TRAINING);
    }

    @Test
    void givenOnePersonUnderTwoNamesOnBothSidesWhenAskedThenNobodyLearnsFromThem() {
        // given: two names to learn from, the first of which is like one to be judged by
        var other = Stream.iterate(0, i -> i + 1)
                .map(i -> "person " + i)
                .filter(name -> SPLIT.of(name) == Side.TRAINING && !name.equals(LEARNT))
                .findFirst()
                .orElseThrow();
        var sides = new Sides(
                SPLIT,
                new Centres(
                        "wise@0123",
                        Map.of(
                                LEARNT, new float[] {0.8f, 0.6f, 0, 0},
                                other, new float[] {0.86f, 0.51f, 0, 0},
                                JUDGED, new float[] {0, 1, 0, 0})));

        // when, then
        assertThat(sides.doubles()).containsExactly(LEARNT);
        assertThat(sides.of(sample(Label.folder(LEARNT), 1, 0))).isEmpty();
        assertThat(sides.of(sample(Label.folder(other), 1, 0))).contains(Side.TRAINING);
        assertThat(sides.of(sample(Label.folder(JUDGED), 0, 1))).contains(Side.VALIDATION);
    }

    private static Sample sample(Label label, float first, float second) {
        float rest = (float) Math.sqrt(1 - first * first - second * second);
        var some = Fixtures.sample(1, label);
        return new Sample(
                some.name(),
                some.picture(),
                label,
                new Embedding(new float[] {first, second, rest, 0}, 1),
                List.of(),
                List.of(),
                null,
                some.quality(),
                some.source(),
                some.spectrum(),
                null);
    }

    private static String someone(Side side) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "person " + i)
                .filter(name -> SPLIT.of(name) == side)
                .findFirst()
                .orElseThrow();
    }
}
