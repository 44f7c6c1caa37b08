package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.topologies.enrol.PhotoTiles.Tile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhotoTilesTest {

    @Test
    void shouldReturnNoTilesWhenTheWholePhotographShowsTheSmallestFace() {
        assertThat(PhotoTiles.levels(640, 480, 40)).isEmpty();
    }

    /** Telephones of 12, 50 and 64 megapixels, upright and across, and a panorama. */
    @ParameterizedTest
    @CsvSource({"4000, 3000", "3000, 4000", "8192, 6144", "9248, 6936", "6000, 1000"})
    void shouldShowEverySmallFaceAsAWholeInATileOfTheLastSize(int width, int height) {
        // Given
        int face = 30;

        // When
        List<List<Tile>> levels = PhotoTiles.levels(width, height, face);

        // Then
        List<Tile> last = levels.get(levels.size() - 1);
        assertThat(last).allMatch(tile -> tile.width() <= 16 * face).hasSizeLessThan(1_500);
        for (int x = 0; x <= width - face; x += 97) {
            for (int y = 0; y <= height - face; y += 97) {
                int left = x;
                int top = y;
                assertThat(last).anyMatch(tile -> contains(tile, left, top, face));
            }
        }
    }

    @Test
    void shouldHaveNoPixelOutsideThePhotograph() {
        // Given
        int width = 4032;
        int height = 3024;

        // When
        List<List<Tile>> levels = PhotoTiles.levels(width, height, 30);

        // Then
        assertThat(levels).allSatisfy(level -> assertThat(level)
                .allMatch(tile -> tile.left() >= 0
                        && tile.top() >= 0
                        && tile.left() + tile.width() <= width
                        && tile.top() + tile.height() <= height)
                .anyMatch(Tile::isLeftmost)
                .anyMatch(Tile::isRightmost));
    }

    private static boolean contains(Tile tile, int left, int top, int side) {
        return tile.left() <= left
                && tile.top() <= top
                && tile.left() + tile.width() >= left + side
                && tile.top() + tile.height() >= top + side;
    }
}
