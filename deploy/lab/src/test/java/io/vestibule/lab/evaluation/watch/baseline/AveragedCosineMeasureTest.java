package io.vestibule.lab.evaluation.watch.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AveragedCosineMeasureTest {

    private final AveragedCosineMeasure measure = new AveragedCosineMeasure();

    @Test
    void shouldFollowTheFormulaWhenThereIsOneCell() {
        // Given two channels: a = (0, 2), b = (2, 0), e = |b|^2 = 4
        BackgroundModel background = new BackgroundModel(2, 1, 1, new float[] {2, 0});

        // When
        DistanceMap distances = measure.measure(FeatureMap.of(2, 1, 1, 0, 2), background);

        // Then 1 - (0 + 4) / sqrt((4 + 4) (4 + 4))
        assertThat(distances.values()).containsExactly(0.5f);
    }

    @Test
    void shouldFindNoDistanceWhenNeighboursChangePlaces() {
        // Given two cells of two channels. Each is the other's neighbour, so both means remain (1, 1).
        BackgroundModel background = new BackgroundModel(2, 1, 2, new float[] {2, 0, 0, 2});
        FeatureMap changed = FeatureMap.of(2, 1, 2, 0, 2, 2, 0);

        // When
        float peak = measure.measure(changed, background).peak();

        // Then
        assertThat(peak).isCloseTo(0, within(1e-6f));
        assertThat(new RegularisedCosineMeasure().measure(changed, background).peak())
                .isGreaterThan(0.4f);
    }

    @Test
    void shouldFindADistanceWhenTheChangeIsLargerThanACell() {
        // Given three cells of two channels: (3, 0), (3, 0), (0, 0), of which the second turns to (0, 3)
        BackgroundModel background = new BackgroundModel(2, 1, 3, new float[] {3, 3, 0, 0, 0, 0});
        FeatureMap frame = FeatureMap.of(2, 1, 3, 3, 0, 0, 0, 3, 0);

        // When
        DistanceMap distances = measure.measure(frame, background);

        // Then background means 3, 2, 1.5, so e = (9 + 4 + 2.25) / 3; frame means (1.5, 1.5), (1, 1), (0, 1.5)
        double e = 15.25 / 3;
        double first = 1 - (4.5 + e) / Math.sqrt((4.5 + e) * (9 + e));
        double second = 1 - (2 + e) / Math.sqrt((2 + e) * (4 + e));
        double third = 1 - (0 + e) / Math.sqrt((2.25 + e) * (2.25 + e));
        assertThat(distances.values())
                .containsExactly(
                        new float[] {
                            (float) ((first + second) / 2),
                            (float) ((first + second + third) / 3),
                            (float) ((second + third) / 2)
                        },
                        within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "NaN, 1"})
    void shouldHaveAnInfinitePeakWhenNothingCanBeCompared(float frame, float background) {
        // When
        float peak = measure.measure(
                        FeatureMap.of(1, 1, 1, frame), new BackgroundModel(1, 1, 1, new float[] {background}))
                .peak();

        // Then
        assertThat(peak).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void shouldRefuseWhenShapesDiffer() {
        // Given
        BackgroundModel background = new BackgroundModel(1, 2, 1, new float[2]);

        // When
        ThrowingCallable measuring = () -> measure.measure(FeatureMap.of(1, 1, 2, 1, 1), background);

        // Then
        assertThatThrownBy(measuring).hasMessageContaining("different shapes");
    }
}
