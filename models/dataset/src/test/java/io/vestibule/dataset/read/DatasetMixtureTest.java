package io.vestibule.dataset.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetMixtureTest {

    private static final Label ANN = Label.folder("Ann");
    private static final Label BOB = Label.folder("Bob");

    @TempDir
    Path temporary;

    @Test
    void shouldReadAFaceOnceAndLabelledWhenTwoDatasetsContainIt() {
        // Given
        Dataset one = dataset("one", DatasetFixtures.sample(1, Label.NONE), DatasetFixtures.sample(2, ANN));
        Dataset two = dataset(
                "two", DatasetFixtures.sample(1, BOB), DatasetFixtures.sample(2, BOB), DatasetFixtures.sample(3, BOB));

        // When
        DatasetMixture mixture = DatasetMixture.of(List.of(one, two));

        // Then
        try (SampleReader samples = mixture.samples(FaceLoading.WITH)) {
            assertThat(DatasetFixtures.list(samples))
                    .extracting(sample -> sample.face().bgr()[0], sample -> sample.label()
                            .identity())
                    .containsExactly(
                            tuple(DatasetFixtures.face(2).bgr()[0], "Ann"),
                            tuple(DatasetFixtures.face(1).bgr()[0], "Bob"),
                            tuple(DatasetFixtures.face(3).bgr()[0], "Bob"));
        }
        assertThat(mixture.centres().orElseThrow().identities()).containsExactly("Ann", "Bob");
        assertThat(mixture.contentHashes())
                .containsExactly(one.manifest().content(), two.manifest().content());
    }

    @Test
    void shouldNameBothTeachersWhenTheyDiffer() {
        // Given
        Dataset one = dataset("one", DatasetFixtures.sample(1, ANN));
        Dataset two = dataset("two", "mobilenet", "mobilenet@4567", DatasetFixtures.sample(2, BOB));

        // When, then
        assertThatThrownBy(() -> DatasetMixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("two: labelled by mobilenet (mobilenet@4567")
                .hasMessageContaining("one by resnet (resnet@0123");
    }

    @Test
    void shouldNameBothIdsWhenTeachersOfOneNameHaveDifferentModels() {
        // Given
        Dataset one = dataset("one", DatasetFixtures.sample(1, ANN));
        Dataset two = dataset("two", "resnet", DatasetFixtures.CONTRACT, DatasetFixtures.sample(2, BOB));

        // When, then
        assertThatThrownBy(() -> DatasetMixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cccccccccccc")
                .hasMessageContaining("aaaaaaaaaaaa");
    }

    @Test
    void shouldNameBothAlignmentsWhenTheyDiffer() {
        // Given
        Dataset one = dataset("one", DatasetFixtures.sample(1, ANN));
        Dataset two = DatasetFixtures.dataset(
                temporary.resolve("two"),
                new DatasetSpec(DatasetFixtures.TEACHER, "dlib-150", Map.of(), Map.of()),
                List.of(DatasetFixtures.sample(2, BOB)));

        // When, then
        assertThatThrownBy(() -> DatasetMixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("two: aligned by dlib-150")
                .hasMessageContaining("arcface-112+16");
    }

    private Dataset dataset(String folder, Sample... samples) {
        return DatasetFixtures.dataset(temporary.resolve(folder), DatasetFixtures.SPEC, List.of(samples));
    }

    /** A dataset of another teacher. */
    private Dataset dataset(String folder, String name, String contract, Sample sample) {
        TeacherDescriptor teacher =
                new TeacherDescriptor(name, contract, DatasetFixtures.DIMENSION, "c".repeat(64), List.of());
        return DatasetFixtures.dataset(
                temporary.resolve(folder),
                new DatasetSpec(teacher, DatasetFixtures.SPEC.alignment(), Map.of(), Map.of()),
                List.of(sample));
    }
}
