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
    void givenDatasetsWithAFaceInBothWhenTheyAreMixedThenItComesOnceAndLabelled() {
        // given
        var one = dataset("one", DatasetFixtures.sample(1, Label.NONE), DatasetFixtures.sample(2, ANN));
        var two = dataset(
                "two", DatasetFixtures.sample(1, BOB), DatasetFixtures.sample(2, BOB), DatasetFixtures.sample(3, BOB));

        // when
        var mixture = DatasetMixture.of(List.of(one, two));

        // then
        try (var samples = mixture.samples(FaceLoading.WITH)) {
            assertThat(DatasetFixtures.list(samples))
                    .extracting(sample -> sample.face().bgr()[0], sample -> sample.label()
                            .identity())
                    .containsExactly(
                            tuple(DatasetFixtures.face(2).bgr()[0], "Ann"),
                            tuple(DatasetFixtures.face(1).bgr()[0], "Bob"),
                            tuple(DatasetFixtures.face(3).bgr()[0], "Bob"));
        }
        assertThat(mixture.centres().orElseThrow().identities()).containsExactly("Ann", "Bob");
        assertThat(mixture.contents())
                .containsExactly(one.manifest().content(), two.manifest().content());
    }

    @Test
    void givenDatasetsOfTwoTeachersWhenTheyAreMixedThenBothAreNamed() {
        // given
        var one = dataset("one", DatasetFixtures.sample(1, ANN));
        var fool = new TeacherDescriptor("fool", "fool@4567", DatasetFixtures.DIMENSION, "c".repeat(64), List.of());
        var two = DatasetFixtures.dataset(
                temporary.resolve("two"),
                new DatasetSpec(fool, DatasetFixtures.BLUEPRINT.alignment(), Map.of(), Map.of()),
                List.of(DatasetFixtures.sample(2, BOB)));

        // when, then
        assertThatThrownBy(() -> DatasetMixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("two was labelled by fool (fool@4567")
                .hasMessageContaining("one by wise (wise@0123");
    }

    @Test
    void givenTwoTeachersOfOneNameWhoseModelsDifferWhenTheyAreMixedThenTheyAreRefused() {
        // given
        var one = dataset("one", DatasetFixtures.sample(1, ANN));
        var retrained =
                new TeacherDescriptor("wise", "wise@0123", DatasetFixtures.DIMENSION, "c".repeat(64), List.of());
        var two = DatasetFixtures.dataset(
                temporary.resolve("two"),
                new DatasetSpec(retrained, DatasetFixtures.BLUEPRINT.alignment(), Map.of(), Map.of()),
                List.of(DatasetFixtures.sample(2, BOB)));

        // when, then
        assertThatThrownBy(() -> DatasetMixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cccccccccccc")
                .hasMessageContaining("aaaaaaaaaaaa");
    }

    @Test
    void givenFacesAlignedInTwoWaysWhenTheyAreMixedThenBothAreNamed() {
        // given
        var one = dataset("one", DatasetFixtures.sample(1, ANN));
        var two = DatasetFixtures.dataset(
                temporary.resolve("two"),
                new DatasetSpec(DatasetFixtures.TEACHER, "dlib-150", Map.of(), Map.of()),
                List.of(DatasetFixtures.sample(2, BOB)));

        // when, then
        assertThatThrownBy(() -> DatasetMixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("two was aligned by dlib-150")
                .hasMessageContaining("arcface-112+16");
    }

    private Dataset dataset(String name, Sample... samples) {
        return DatasetFixtures.dataset(temporary.resolve(name), DatasetFixtures.BLUEPRINT, List.of(samples));
    }
}
