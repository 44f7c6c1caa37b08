package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recognition on the six photographs, one of whose people is in two of them. */
@Tag("slow")
class PhotographsTest {

    private static Vision vision;
    private static final Map<String, List<Face>> FACES = new LinkedHashMap<>();

    @BeforeAll
    static void alignAllFaces() throws BadImageException {
        vision = Vision.open(Photographs.ZOO);
        for (String name : Photographs.ZOO.photographsByName().keySet()) {
            FACES.put(name, Photographs.faces(vision, Photographs.image(name)));
        }
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @Test
    void shouldFindExactlyTheFacesOfTheSixPhotographs() {
        assertThat(FACES.values()).extracting(List::size).containsExactly(3, 3, 3, 4, 5, 4);
    }

    @Test
    void shouldGiveTheWomanInTwoPhotographsASimilarEmbedding() {
        // Given
        Embedder embedder = vision.embedders().get("mobilefacenet");

        // When
        List<Embedding> both = embedder.embed(List.of(rightOf("sample1"), middleOf("sample3")));

        // Then
        assertThat(both.get(0).cosine(both.get(1))).isCloseTo(0.71f, within(0.03f));
    }

    @Test
    void shouldGiveAHighCosineToOnlyOnePairOfDifferentPhotographs() {
        // Given
        Embedder embedder = vision.embedders().get("mobilefacenet");

        // When
        List<Float> cosines = cosinesAcrossPhotographs(embedder);

        // Then
        assertThat(cosines).filteredOn(cosine -> cosine >= 0.5f).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"mobilefacenet, 0.15", "dlib-resnet, 0.04", "teacher, 0.15"})
    void shouldSeparateThatPairFromAllOthersWithEachModel(String name, float margin) {
        // Given
        Embedder embedder =
                name.equals("teacher") ? vision.teacher() : vision.embedders().get(name);

        // When
        List<Float> bestFirst = cosinesAcrossPhotographs(embedder).stream()
                .sorted(Comparator.reverseOrder())
                .toList();

        // Then
        List<Embedding> both = embedder.embed(List.of(rightOf("sample1"), middleOf("sample3")));
        assertThat(bestFirst.get(0)).isCloseTo(both.get(0).cosine(both.get(1)), within(1e-4f));
        assertThat(bestFirst.get(0))
                .isGreaterThan(embedder.contract().threshold())
                .isGreaterThan(bestFirst.get(1) + margin);
    }

    private static List<Float> cosinesAcrossPhotographs(Embedder embedder) {
        List<List<Embedding>> photographs = FACES.values().stream()
                .map(faces -> embedder.embed(faces.stream().map(Face::aligned).toList()))
                .toList();
        List<Float> cosines = new ArrayList<>();
        for (int one = 0; one < photographs.size(); one++) {
            for (int other = one + 1; other < photographs.size(); other++) {
                for (Embedding a : photographs.get(one)) {
                    photographs.get(other).forEach(b -> cosines.add(a.cosine(b)));
                }
            }
        }
        return cosines;
    }

    private static AlignedFace rightOf(String name) {
        List<Face> fromTheLeft = fromTheLeft(name);
        return fromTheLeft.get(fromTheLeft.size() - 1).aligned();
    }

    private static AlignedFace middleOf(String name) {
        List<Face> fromTheLeft = fromTheLeft(name);
        return fromTheLeft.get(fromTheLeft.size() / 2).aligned();
    }

    private static List<Face> fromTheLeft(String name) {
        return FACES.get(name).stream()
                .sorted((a, b) -> Float.compare(a.box().left(), b.box().left()))
                .toList();
    }
}
