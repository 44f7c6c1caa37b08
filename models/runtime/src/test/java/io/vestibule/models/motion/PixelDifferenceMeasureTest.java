package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import org.junit.jupiter.api.Test;

class PixelDifferenceMeasureTest {

    private final PixelDifferenceMeasure measure = new PixelDifferenceMeasure();

    @Test
    void shouldAverageAbsoluteDifferencesOverTheSquareAround() {
        // Given one row of ten pixels, of which the first is darker by 9 and the last brighter by 6
        float[] frame = new float[10];
        frame[0] = -9;
        frame[9] = 6;

        // When
        DistanceMap distances =
                measure.measure(FeatureMap.of(1, 1, 10, frame), new BackgroundModel(1, 1, 10, new float[10]));

        // Then at the border two pixels share, next to it three, and those in the middle see neither
        assertThat(distances.values()).containsExactly(new float[] {4.5f, 3, 0, 0, 0, 0, 0, 0, 2, 3}, within(1e-6f));
    }

    @Test
    void shouldRefuseWhatIsNotOnePictureOfTheBackgroundsShape() {
        BackgroundModel background = new BackgroundModel(1, 1, 2, new float[] {1, 1});
        BackgroundModel features = new BackgroundModel(2, 1, 1, new float[] {1, 1});

        assertThatThrownBy(() -> measure.measure(FeatureMap.of(1, 2, 1, 1, 1), background))
                .hasMessageContaining("another shape");
        assertThatThrownBy(() -> measure.measure(FeatureMap.of(2, 1, 1, 1, 1), features))
                .hasMessageContaining("one channel");
    }
}
