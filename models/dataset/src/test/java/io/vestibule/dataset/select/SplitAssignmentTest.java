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
    private static final String TRAINING = person(SplitSide.TRAINING, 0);
    private static final String VALIDATION = person(SplitSide.VALIDATION, 0);
    private static final Centres CENTRES = new Centres(
            DatasetFixtures.CONTRACT, Map.of(TRAINING, new float[] {1, 0, 0, 0}, VALIDATION, new float[] {0, 1, 0, 0}));

    @Test
    void shouldAssignALabelledFaceToTheSideOfItsIdentity() {
        // Given
        SplitAssignment assignment = new SplitAssignment(SPLIT, CENTRES);

        // When, then
        assertThat(assignment.of(sample(Label.folder(VALIDATION), 1, 0))).contains(SplitSide.VALIDATION);
        assertThat(assignment.of(sample(Label.folder(TRAINING), 0, 1))).contains(SplitSide.TRAINING);
    }

    @Test
    void shouldAssignAFaceOfAnUnknownPersonToTraining() {
        // Given
        SplitAssignment assignment = new SplitAssignment(SPLIT, CENTRES);

        // When, then
        assertThat(assignment.of(sample(Label.NONE, 0, 0.29f))).contains(SplitSide.TRAINING);
        assertThat(assignment.of(sample(Label.NONE, 0.9f, 0.1f))).contains(SplitSide.TRAINING);
    }

    @Test
    void shouldExcludeAnUnlabelledFaceThatMayShowAValidationPerson() {
        // Given
        SplitAssignment assignment = new SplitAssignment(SPLIT, CENTRES);

        // When, then
        assertThat(assignment.of(sample(Label.NONE, 0, 0.31f))).isEmpty();
    }

    @Test
    void shouldUseTheSimilaritiesOfASampleWhenThereAreNoCentres() {
        // Given
        SplitAssignment assignment = new SplitAssignment(SPLIT, null);
        Sample plain = sample(Label.NONE, 1, 0);

        // When, then
        assertThat(assignment.of(plain)).contains(SplitSide.TRAINING);
        assertThat(assignment.of(plain.withSimilarities(List.of(new ClassSimilarity(VALIDATION, 0.5f)))))
                .isEmpty();
        assertThat(assignment.of(plain.withSimilarities(List.of(new ClassSimilarity(VALIDATION, 0.2f)))))
                .contains(SplitSide.TRAINING);
    }

    @Test
    void shouldExcludeATrainingIdentityThatMayBeAValidationPersonUnderAnotherName() {
        // Given
        String other = person(SplitSide.TRAINING, 1);
        Centres centres = new Centres(
                DatasetFixtures.CONTRACT,
                Map.of(
                        TRAINING, new float[] {0.8f, 0.6f, 0, 0},
                        other, new float[] {0.86f, 0.51f, 0, 0},
                        VALIDATION, new float[] {0, 1, 0, 0}));

        // When
        SplitAssignment assignment = new SplitAssignment(SPLIT, centres);

        // Then
        assertThat(assignment.possibleDuplicates()).containsExactly(TRAINING);
        assertThat(assignment.of(sample(Label.folder(TRAINING), 1, 0))).isEmpty();
        assertThat(assignment.of(sample(Label.folder(other), 1, 0))).contains(SplitSide.TRAINING);
        assertThat(assignment.of(sample(Label.folder(VALIDATION), 0, 1))).contains(SplitSide.VALIDATION);
    }

    private static Sample sample(Label label, float first, float second) {
        float rest = (float) Math.sqrt(1 - first * first - second * second);
        return DatasetFixtures.sample(1, label, new Embedding(new float[] {first, second, rest, 0}, 1));
    }

    private static String person(SplitSide side, int index) {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> "person " + i)
                .filter(name -> SPLIT.of(name) == side)
                .skip(index)
                .findFirst()
                .orElseThrow();
    }
}
