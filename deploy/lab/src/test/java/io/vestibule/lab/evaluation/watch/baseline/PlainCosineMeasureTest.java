package io.vestibule.lab.evaluation.watch.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import org.junit.jupiter.api.Test;

class PlainCosineMeasureTest {

    private final PlainCosineMeasure measure = new PlainCosineMeasure();

    @Test
    void shouldReturnTheCosineDistanceWhenCellsHaveContent() {
        // Given four cells of two channels: the same, twice as long, at a right angle, at 45 degrees
        BackgroundModel background = new BackgroundModel(2, 2, 2, new float[] {1, 1, 1, 1, 0, 0, 0, 0});
        FeatureMap frame = FeatureMap.of(2, 2, 2, 1, 2, 0, 3, 0, 0, 5, 3);

        // When
        DistanceMap distances = measure.measure(frame, background);

        // Then
        assertThat(distances.values())
                .containsExactly(new float[] {0, 0, 1, (float) (1 - Math.sqrt(0.5))}, within(1e-6f));
    }

    @Test
    void shouldReturnZeroOrOneWhenCellsAreEmpty() {
        // Given
        BackgroundModel background = new BackgroundModel(1, 1, 3, new float[] {0, 0, 2});

        // When
        DistanceMap distances = measure.measure(FeatureMap.of(1, 1, 3, 0, 2, 0), background);

        // Then
        assertThat(distances.values()).containsExactly(0, 1, 1);
    }

    @Test
    void shouldHaveAnInfinitePeakWhenAValueIsNotANumber() {
        // Given
        BackgroundModel background = new BackgroundModel(1, 1, 1, new float[] {1});

        // When
        DistanceMap distances = measure.measure(FeatureMap.of(1, 1, 1, Float.NaN), background);

        // Then
        assertThat(distances.peak()).isEqualTo(Float.POSITIVE_INFINITY);
    }
}
