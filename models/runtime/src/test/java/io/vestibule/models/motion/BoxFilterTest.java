package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxFilterTest {

    @Test
    void shouldAverageOverTheExistingCellsWhenACellIsAtTheBorder() {
        // Given
        // 3x4 cells with one value of 36.
        float[] values = {36, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        // Then
        // A corner averages four cells, an edge six, an inner cell nine.
        assertThat(means(3, 4, values))
                .containsExactly(new float[] {9, 6, 0, 0, 6, 4, 0, 0, 0, 0, 0, 0}, within(1e-5f));
    }

    @Test
    void shouldAverageASingleRowAndASingleColumn() {
        assertThat(means(1, 4, 1, 2, 3, 6)).containsExactly(new float[] {1.5f, 2, 11 / 3f, 4.5f}, within(1e-6f));
        assertThat(means(4, 1, 1, 2, 3, 6)).containsExactly(new float[] {1.5f, 2, 11 / 3f, 4.5f}, within(1e-6f));
        assertThat(means(1, 1, 5)).containsExactly(5);
    }

    @Test
    void shouldNotIncludeCellsBeyondTheEdge() {
        // Given
        // A value in the last cell of the first row.
        assertThat(means(2, 3, 0, 0, 6, 0, 0, 0)).containsExactly(new float[] {0, 1, 1.5f, 0, 1, 1.5f}, within(1e-6f));
    }

    @Test
    void shouldSumAMapWhenItIsWithinALargerArray() {
        // When
        float[] sums = new float[4];
        new BoxFilter(2, 2).sum(new float[] {9, 9, 1, 2, 3, 4, 9, 9}, 2, sums);

        // Then
        assertThat(sums).containsExactly(10, 10, 10, 10);
    }

    @Test
    void shouldSpreadNotANumberToNeighboursOnly() {
        assertThat(means(1, 5, 1, 1, 1, 1, Float.NaN)).containsExactly(1, 1, 1, Float.NaN, Float.NaN);
    }

    private static float[] means(int height, int width, float... values) {
        float[] means = new float[values.length];
        new BoxFilter(height, width).mean(values, means);
        return means;
    }
}
