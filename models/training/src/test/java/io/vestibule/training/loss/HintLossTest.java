package io.vestibule.training.loss;

import static io.vestibule.training.loss.NumericGradients.assertGradient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class HintLossTest {
    private NDManager manager;

    @BeforeEach
    void open() {
        manager = NumericGradients.manager();
    }

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void shouldAverageSquaredDistancesRelativeToTheTeachersVarianceWhenMapsDiffer() {
        // Given
        // The variances are 4 and 1, the mean squared distances 4 and 0.
        NDArray teacher = map(3, -1, 3, -1);
        NDArray same = map(1, -1);

        // When
        double loss = HintLoss.of(List.of(map(1, 1, 1, 1), same), List.of(teacher, same))
                .getDouble();

        // Then
        assertThat(loss).isCloseTo((4.0 / 4 + 0) / 2, within(1e-9));
    }

    @Test
    void shouldBeZeroWhenMapsAreEqual() {
        // Given
        NDArray maps = map(5, 3);

        // When
        double loss = HintLoss.of(List.of(maps), List.of(maps)).getDouble();

        // Then
        assertThat(loss).isZero();
    }

    @Test
    void shouldAddTheWeightedHintsWhenThereIsALoss() {
        // When
        double sum = HintLoss.addTo(manager.create(2.0), manager.create(0.5), 3).getDouble();

        // Then
        assertThat(sum).isCloseTo(3.5, within(1e-9));
    }

    @Test
    void shouldHaveTheNumericGradientWhenDifferentiated() {
        // Given
        NDArray teacher = map(0.5, -0.25, 1, 0.125);
        NDArray other = map(1, 2);

        // Then
        assertGradient(
                map(0.75, 0.5, -1, 2), student -> HintLoss.of(List.of(student, map(2, 4)), List.of(teacher, other)));
    }

    @Test
    void shouldBeFiniteWhenTheTeachersMapIsConstant() {
        // When
        double loss = HintLoss.of(List.of(map(1, 1)), List.of(map(1, 1))).getDouble();

        // Then
        assertThat(loss).isZero();
    }

    private NDArray map(double... values) {
        return manager.create(values, new Shape(1, 1, 1, values.length));
    }
}
