package io.vestibule.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixtureTest {

    private static final Label ANN = Label.folder("Ann");
    private static final Label BOB = Label.folder("Bob");

    @TempDir
    Path temporary;

    @Test
    void givenDatasetsWithAFaceInBothWhenTheyAreMixedThenItComesOnceAndLabelled() {
        // given
        var one = dataset("one", Fixtures.sample(1, Label.NONE), Fixtures.sample(2, ANN));
        var two = dataset("two", Fixtures.sample(1, BOB), Fixtures.sample(2, BOB), Fixtures.sample(3, BOB));

        // when
        var mixture = Mixture.of(List.of(one, two));

        // then
        try (var samples = mixture.samples(Faces.WITH)) {
            assertThat(Fixtures.list(samples))
                    .extracting(sample -> sample.face().bgr()[0], sample -> sample.label()
                            .identity())
                    .containsExactly(
                            tuple(Fixtures.face(2).bgr()[0], "Ann"),
                            tuple(Fixtures.face(1).bgr()[0], "Bob"),
                            tuple(Fixtures.face(3).bgr()[0], "Bob"));
        }
        assertThat(mixture.centres().orElseThrow().identities()).containsExactly("Ann", "Bob");
        assertThat(mixture.contents())
                .containsExactly(one.manifest().content(), two.manifest().content());
    }

    @Test
    void givenDatasetsOfTwoTeachersWhenTheyAreMixedThenBothAreNamed() {
        // given
        var one = dataset("one", Fixtures.sample(1, ANN));
        var fool = new Teacher("fool", "fool@4567", Fixtures.DIMENSION, "c".repeat(64), List.of());
        var two = Fixtures.dataset(
                temporary.resolve("two"),
                new Blueprint(fool, Fixtures.BLUEPRINT.alignment(), Map.of(), Map.of()),
                List.of(Fixtures.sample(2, BOB)));

        // when, then
        assertThatThrownBy(() -> Mixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("two was labelled by fool (fool@4567")
                .hasMessageContaining("one by wise (wise@0123");
    }

    @Test
    void givenTwoTeachersOfOneNameWhoseModelsDifferWhenTheyAreMixedThenTheyAreRefused() {
        // given
        var one = dataset("one", Fixtures.sample(1, ANN));
        var retrained = new Teacher("wise", "wise@0123", Fixtures.DIMENSION, "c".repeat(64), List.of());
        var two = Fixtures.dataset(
                temporary.resolve("two"),
                new Blueprint(retrained, Fixtures.BLUEPRINT.alignment(), Map.of(), Map.of()),
                List.of(Fixtures.sample(2, BOB)));

        // when, then
        assertThatThrownBy(() -> Mixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("cccccccccccc")
                .hasMessageContaining("aaaaaaaaaaaa");
    }

    @Test
    void givenFacesAlignedInTwoWaysWhenTheyAreMixedThenBothAreNamed() {
        // given
        var one = dataset("one", Fixtures.sample(1, ANN));
        var two = Fixtures.dataset(
                temporary.resolve("two"),
                new Blueprint(Fixtures.TEACHER, "dlib-150", Map.of(), Map.of()),
                List.of(Fixtures.sample(2, BOB)));

        // when, then
        assertThatThrownBy(() -> Mixture.of(List.of(one, two)))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("two was aligned by dlib-150")
                .hasMessageContaining("arcface-112+16");
    }

    private Dataset dataset(String name, Sample... samples) {
        return Fixtures.dataset(temporary.resolve(name), Fixtures.BLUEPRINT, List.of(samples));
    }
}
