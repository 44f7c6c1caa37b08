package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoxFilterTest {

    @Test
    void shouldAverageExistingCellsOnlyWhenACellIsAtTheBorder() {
        // Given 3x4 cells, of which one is 36
        float[] values = {36, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        // When
        float[] means = means(3, 4, values);

        // Then a corner has four cells, an edge six, the inside nine
        assertThat(means).containsExactly(new float[] {9, 6, 0, 0, 6, 4, 0, 0, 0, 0, 0, 0}, within(1e-5f));
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 1"})
    void shouldAverageAlongARowOrColumnWhenTheMapHasOnlyOne(int height, int width) {
        // When
        float[] means = means(height, width, 1, 2, 3, 6);

        // Then
        assertThat(means).containsExactly(new float[] {1.5f, 2, 11 / 3f, 4.5f}, within(1e-6f));
    }

    @Test
    void shouldReturnTheCellWhenTheMapHasOnlyOne() {
        assertThat(means(1, 1, 5)).containsExactly(5);
    }

    @Test
    void shouldNotWrapAroundWhenACellIsAtTheEndOfARow() {
        // When the last cell of the first row is 6
        float[] means = means(2, 3, 0, 0, 6, 0, 0, 0);

        // Then
        assertThat(means).containsExactly(new float[] {0, 1, 1.5f, 0, 1, 1.5f}, within(1e-6f));
    }

    @Test
    void shouldSumAMapWhenItIsPartOfALargerArray() {
        // Given
        float[] sums = new float[4];

        // When
        new BoxFilter(2, 2).sum(new float[] {9, 9, 1, 2, 3, 4, 9, 9}, 2, sums);

        // Then
        assertThat(sums).containsExactly(10, 10, 10, 10);
    }

    @Test
    void shouldLimitNaNToItsNeighboursWhenACellIsNotANumber() {
        assertThat(means(1, 5, 1, 1, 1, 1, Float.NaN)).containsExactly(1, 1, 1, Float.NaN, Float.NaN);
    }

    private static float[] means(int height, int width, float... values) {
        float[] means = new float[values.length];
        new BoxFilter(height, width).mean(values, means);
        return means;
    }
}
