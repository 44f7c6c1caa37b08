package io.vestibule.dataset.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.models.embedding.Embedding;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SplitAssignmentTest {

    private static final Split SPLIT = new Split(0.5);
    private static final String LEARNT = someone(SplitSide.TRAINING);
    private static final String JUDGED = someone(SplitSide.VALIDATION);
    private static final Centres CENTRES =
            new Centres("wise@0123", Map.of(LEARNT, new float[] {1, 0, 0, 0}, JUDGED, new float[] {0, 1, 0, 0}));

    @Test
    void givenALabelledFaceWhenAskedThenItGoesWhereItsIdentityGoes() {
        // given
        var sides = new SplitAssignment(SPLIT, CENTRES);

        // when, then
        assertThat(sides.of(sample(Label.folder(JUDGED), 1, 0))).contains(SplitSide.VALIDATION);
        assertThat(sides.of(sample(Label.folder(LEARNT), 0, 1))).contains(SplitSide.TRAINING);
    }

    @Test
    void givenAFaceOfNobodyKnownWhenAskedThenItIsForTraining() {
        // given
        var sides = new SplitAssignment(SPLIT, CENTRES);

        // when, then
        assertThat(sides.of(sample(Label.NONE, 0, 0.29f))).contains(SplitSide.TRAINING);
        assertThat(sides.of(sample(Label.NONE, 0.9f, 0.1f))).contains(SplitSide.TRAINING);
    }

    @Test
    void givenAFaceThatMayBeAJudgedPersonWhenAskedThenItIsOnNeitherSide() {
        // given
        var sides = new SplitAssignment(SPLIT, CENTRES);

        // when, then
        assertThat(sides.of(sample(Label.NONE, 0, 0.31f))).isEmpty();
    }

    @Test
    void givenNoCentresWhenAskedThenTheLikenessesDecide() {
        // given
        var sides = new SplitAssignment(SPLIT, null);
        var plain = sample(Label.NONE, 1, 0);

        // when, then
        assertThat(sides.of(plain)).contains(SplitSide.TRAINING);
        assertThat(sides.of(plain.with(Label.NONE, List.of(new ClassSimilarity(JUDGED, 0.5f)))))
                .isEmpty();
        assertThat(sides.of(plain.with(Label.NONE, List.of(new ClassSimilarity(JUDGED, 0.2f)))))
                .contains(SplitSide.TRAINING);
    }

    @Test
    void givenOnePersonUnderTwoNamesOnBothSidesWhenAskedThenNobodyLearnsFromThem() {
        // given: two names to learn from, the first of which is like one to be judged by
        var other = Stream.iterate(0, i -> i + 1)
                .map(i -> "person " + i)
                .filter(name -> SPLIT.of(name) == SplitSide.TRAINING && !name.equals(LEARNT))
                .findFirst()
                .orElseThrow();
        var sides = new SplitAssignment(
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
        assertThat(sides.of(sample(Label.folder(other), 1, 0))).contains(SplitSide.TRAINING);
        assertThat(sides.of(sample(Label.folder(JUDGED), 0, 1))).contains(SplitSide.VALIDATION);
    }

    private static Sample sample(Label label, float first, float second) {
        float rest = (float) Math.sqrt(1 - first * first - second * second);
        var some = DatasetFixtures.sample(1, label);
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

    private static String someone(SplitSide side) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "person " + i)
                .filter(name -> SPLIT.of(name) == side)
                .findFirst()
                .orElseThrow();
    }
}
