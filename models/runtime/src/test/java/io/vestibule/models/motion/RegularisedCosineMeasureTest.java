package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RegularisedCosineMeasureTest {

    private final RegularisedCosineMeasure measure = new RegularisedCosineMeasure();

    @Test
    void shouldGiveNoDistanceWhenTheFrameEqualsTheBackground() {
        // Given
        FeatureMap scene = map(4, 5, (channel, cell) -> channel + cell * 0.5f);

        // When
        DistanceMap distances = measure.measure(scene, BackgroundModel.of(scene));

        // Then
        assertThat(distances.peak()).isCloseTo(0, within(1e-6f));
    }

    @Test
    void shouldGiveTheValueOfTheFormulaWhenASingleCellDiffers() {
        // Given
        // One cell of two channels: a = (0, 2), b = (2, 0), e = |b|^2 = 4.
        BackgroundModel background = new BackgroundModel(2, 1, 1, new float[] {2, 0});

        // When
        DistanceMap distances = measure.measure(FeatureMap.of(2, 1, 1, 0, 2), background);

        // Then
        // 1 - (0 + 4) / sqrt((4 + 4) (4 + 4)).
        assertThat(distances.values()).containsExactly(0.5f);
    }

    @Test
    void shouldAverageOverNeighbouringCells() {
        // Given
        // 3x3 cells, opposite vectors in the middle: there 1 - (-1 + 1) / 2 = 1, elsewhere 0.
        BackgroundModel background = new BackgroundModel(1, 3, 3, filled(9, 1));
        float[] frame = filled(9, 1);
        frame[4] = -1;

        // When
        DistanceMap distances = measure.measure(FeatureMap.of(1, 3, 3, frame), background);

        // Then
        // The centre averages nine cells, an edge six, and a corner four.
        assertThat(distances.values()[4]).isCloseTo(1 / 9f, within(1e-6f));
        assertThat(distances.values()[1]).isCloseTo(1 / 6f, within(1e-6f));
        assertThat(distances.values()[0]).isCloseTo(1 / 4f, within(1e-6f));
    }

    @Test
    void shouldBeFiniteWhenCellsAreEmpty() {
        // Given
        // A background with one cell that is not zero.
        float[] values = filled(9, 0);
        values[0] = 1;

        // When
        DistanceMap distances =
                measure.measure(FeatureMap.of(1, 3, 3, filled(9, 0)), new BackgroundModel(1, 3, 3, values));

        // Then
        assertThat(distances.peak()).isBetween(0f, 2f);
    }

    @Test
    void shouldBeInfiniteWhenNothingCanBeCompared() {
        // Given
        // An empty background, and a frame with a value that is not a number.
        BackgroundModel empty = new BackgroundModel(1, 1, 1, new float[] {0});
        BackgroundModel sound = new BackgroundModel(1, 1, 1, new float[] {1});

        // When
        float nothing = measure.measure(FeatureMap.of(1, 1, 1, 0), empty).peak();
        float notANumber =
                measure.measure(FeatureMap.of(1, 1, 1, Float.NaN), sound).peak();

        // Then
        assertThat(nothing).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(notANumber).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void shouldRefuseAFrameWhenItsShapeDiffers() {
        BackgroundModel background = new BackgroundModel(1, 2, 2, filled(4, 1));

        assertThatThrownBy(() -> measure.measure(FeatureMap.of(1, 1, 4, filled(4, 1)), background))
                .hasMessageContaining("different shapes");
    }

    @Test
    void shouldMoveTowardsTheFrameByTheRate() {
        // Given
        BackgroundModel background = new BackgroundModel(1, 1, 2, new float[] {1, 1});

        // When
        background.follow(FeatureMap.of(1, 1, 2, 2, 1), 0.1f);

        // Then
        assertThat(background.values()).containsExactly(1.1f, 1f);
    }

    @Test
    void shouldAverageTheCellsWhoseCentresAreInABox() {
        // Given
        // 2x4 cells with motion in the right half.
        DistanceMap distances = new DistanceMap(2, 4, new float[] {0, 0, 1, 1, 0, 0, 1, 1});

        // Then
        assertThat(distances.meanInside(new BoundingBox(0.5f, 0, 1, 1))).isEqualTo(1);
        assertThat(distances.meanInside(new BoundingBox(0, 0, 1, 1))).isEqualTo(0.5f);
        assertThat(distances.meanInside(new BoundingBox(-1, -1, 2, 2))).isEqualTo(0.5f);
        assertThat(distances.meanInside(new BoundingBox(0.70f, 0.45f, 0.74f, 0.55f)))
                .isEqualTo(1);
        assertThat(distances.meanInside(new BoundingBox(1.2f, 0.2f, 1.4f, 0.4f)))
                .isEqualTo(1);
    }

    private interface Fill {
        float at(int channel, int cell);
    }

    private static FeatureMap map(int channels, int side, Fill fill) {
        float[] values = new float[channels * side * side];
        for (int i = 0; i < values.length; i++) {
            values[i] = fill.at(i / (side * side), i % (side * side));
        }
        return FeatureMap.of(channels, side, side, values);
    }

    private static float[] filled(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }
}
