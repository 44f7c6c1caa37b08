package io.vestibule.lab.evaluation.watch.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PixelDifferenceMeasureTest {

    private final PixelDifferenceMeasure measure = new PixelDifferenceMeasure();

    @Test
    void shouldAverageAbsoluteDifferencesOverThreeByThreePixelsWhenPixelsDiffer() {
        // Given one row of ten pixels, of which the first is darker by 9 and the last brighter by 6
        float[] frame = new float[10];
        frame[0] = -9;
        frame[9] = 6;
        BackgroundModel background = new BackgroundModel(1, 1, 10, new float[10]);

        // When
        DistanceMap distances = measure.measure(FeatureMap.of(1, 1, 10, frame), background);

        // Then at the border the mean is of two pixels, next to it of three
        assertThat(distances.values()).containsExactly(new float[] {4.5f, 3, 0, 0, 0, 0, 0, 0, 2, 3}, within(1e-6f));
    }

    @Test
    void shouldRefuseWhenShapesDiffer() {
        // Given
        BackgroundModel background = new BackgroundModel(1, 1, 2, new float[] {1, 1});

        // When
        ThrowingCallable measuring = () -> measure.measure(FeatureMap.of(1, 2, 1, 1, 1), background);

        // Then
        assertThatThrownBy(measuring).hasMessageContaining("different shapes");
    }

    @Test
    void shouldRefuseWhenThereIsMoreThanOneChannel() {
        // Given
        BackgroundModel features = new BackgroundModel(2, 1, 1, new float[] {1, 1});

        // When
        ThrowingCallable measuring = () -> measure.measure(FeatureMap.of(2, 1, 1, 1, 1), features);

        // Then
        assertThatThrownBy(measuring).hasMessageContaining("expected 1 channel, got 2");
    }
}
