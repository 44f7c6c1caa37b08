package io.vestibule.models.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.internal.Tiling.Window;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TilingTest {

    private static final double TILE = 4 / 3.0;

    @ParameterizedTest
    @CsvSource({
        "0.25, 1, 40",
        "0.5625, 1, 40",
        "1.3333, 1, 40",
        "1.7778, 1, 40",
        "2, 1, 40",
        "2.3333, 2, 72",
        "3.5556, 3, 104",
        "5.3333, 4, 136",
        "50, 4, 136"
    })
    void shouldUseMoreTilesWhenAPictureIsWider(double shape, int tiles, int columns) {
        assertThat(Tiling.of(shape, TILE, 40)).isEqualTo(new Tiling(tiles, 40, columns));
        assertThat(Tiling.ofMap(columns, 40)).isEqualTo(new Tiling(tiles, 40, columns));
    }

    @Test
    void shouldJoinTilesToOneMapWithoutTheirInnerBorders() {
        // Given
        // Two tiles of two rows with ten columns. Each value is the number of its column in the map; borders are
        // negative.
        Tiling tiling = Tiling.ofMap(18, 10);
        FloatBuffer left = FloatBuffer.wrap(new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, -1, 0, 1, 2, 3, 4, 5, 6, 7, 8, -1});
        FloatBuffer right = FloatBuffer.wrap(
                new float[] {-1, 9, 10, 11, 12, 13, 14, 15, 16, 17, -1, 9, 10, 11, 12, 13, 14, 15, 16, 17});
        float[] map = new float[36];

        // When
        tiling.join(0, left, FloatBuffer.wrap(map));
        tiling.join(1, right, FloatBuffer.wrap(map));

        // Then
        for (int i = 0; i < map.length; i++) {
            assertThat(map[i]).isEqualTo(i % 18);
        }
    }

    @Test
    void shouldCutAWindowOfTheMap() {
        // Given
        Tiling tiling = Tiling.ofMap(18, 10);
        float[] map = new float[36];
        for (int i = 0; i < map.length; i++) {
            map[i] = i % 18;
        }
        float[] cut = new float[20];

        // When
        tiling.cut(new Window(0, 1, 0, 1, 3), FloatBuffer.wrap(map), FloatBuffer.wrap(cut));

        // Then
        for (int i = 0; i < cut.length; i++) {
            assertThat(cut[i]).isEqualTo(3 + i % 10);
        }
    }

    @ParameterizedTest
    @CsvSource({"72, 3", "104, 4", "136, 6"})
    void shouldShowEachFaceAsAWholeInTheWindowThatOwnsIt(int columns, int count) {
        // Given
        // A fifth of a tile is wider than a face that fills the height of a picture.
        float halfFace = 4f / columns;

        // When
        List<Window> windows = Tiling.ofMap(columns, 40).windows();

        // Then
        assertThat(windows).hasSize(count);
        for (float centre = halfFace; centre <= 1 - halfFace; centre += 0.001f) {
            BoundingBox face = new BoundingBox(centre - halfFace, 0, centre + halfFace, 1);
            assertThat(windows).anyMatch(window -> window.owns(face));
            assertThat(windows)
                    .filteredOn(window -> window.owns(face))
                    .allMatch(window -> window.left() <= face.left() + 1e-5f && window.right() >= face.right() - 1e-5f);
        }
    }
}
