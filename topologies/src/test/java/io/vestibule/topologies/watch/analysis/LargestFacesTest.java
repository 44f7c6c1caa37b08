package io.vestibule.topologies.watch.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.geometry.BoundingBox;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargestFacesTest {

    private static final Detection SMALL_CLEAR = face(0.1f, 0.99f);
    private static final Detection LARGE_CLEAR = face(0.3f, 0.9f);
    private static final Detection LARGE_UNCLEAR = face(0.3f, 0.4f);
    private static final Detection TINY = face(0.02f, 0.99f);

    @Test
    void shouldKeepAllInTheirOrderWhenThereAreNoMoreThanTheMaximum() {
        List<Detection> faces = List.of(TINY, LARGE_CLEAR);

        assertThat(LargestFaces.of(faces, 2)).isEqualTo(faces);
    }

    @Test
    void shouldKeepTheLargestAndClearestInTheirOrderWhenThereAreMore() {
        assertThat(LargestFaces.of(List.of(SMALL_CLEAR, LARGE_UNCLEAR, TINY, LARGE_CLEAR), 2))
                .containsExactly(LARGE_UNCLEAR, LARGE_CLEAR);
    }

    private static Detection face(float size, float score) {
        return new Detection(new BoundingBox(0.1f, 0.1f, 0.1f + size, 0.1f + size), score);
    }
}
