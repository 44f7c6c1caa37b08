package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SpatialContrastTest {

    @Test
    void shouldBeZeroWhenAllCellsAreEqual() {
        // Given
        BackgroundModel wall = new BackgroundModel(2, 2, 2, new float[] {3, 3, 3, 3, 4, 4, 4, 4});

        // When
        SpatialContrast contrast = SpatialContrast.of(wall);

        // Then
        assertThat(contrast.strength()).isZero();
        assertThat(contrast.correlation(contrast)).isZero();
    }

    @Test
    void shouldBeZeroWhenAllCellsAreEmpty() {
        assertThat(SpatialContrast.of(new BackgroundModel(1, 2, 2, new float[4]))
                        .strength())
                .isZero();
    }

    @Test
    void shouldBeTheShareOfPowerThatDiffersWhenCellsDiffer() {
        // Given one channel of mean 1 and deviations of 1: power 1 + 1
        BackgroundModel view = new BackgroundModel(1, 2, 2, new float[] {0, 2, 0, 2});

        // When
        SpatialContrast contrast = SpatialContrast.of(view);

        // Then
        assertThat(contrast.strength()).isCloseTo(4f / 8, within(1e-6f));
    }

    @Test
    void shouldIgnoreTheBorderWhenTheViewIsLarge() {
        // Given ten by ten cells that differ at the border only
        float[] values = new float[100];
        for (int cell = 0; cell < 100; cell++) {
            int row = cell / 10;
            int column = cell % 10;
            boolean inside = row >= 2 && row < 8 && column >= 2 && column < 8;
            values[cell] = inside ? 1 : cell;
        }

        // When
        SpatialContrast contrast = SpatialContrast.of(new BackgroundModel(1, 10, 10, values));

        // Then
        assertThat(contrast.strength()).isZero();
    }

    @Test
    void shouldCorrelateWhenTheViewIsTheSameInAnotherLight() {
        // Given
        SpatialContrast view = contrast(9, 1, 1, 1, 1, 1, 1, 1);
        SpatialContrast darker = contrast(5, 1, 1, 1, 1, 1, 1, 1);

        // When
        float correlation = view.correlation(darker);

        // Then
        assertThat(correlation).isCloseTo(1, within(1e-5f));
    }

    @Test
    void shouldNotCorrelateWhenTheViewIsAnother() {
        // Given
        SpatialContrast view = contrast(9, 1, 1, 1, 1, 1, 1, 1);
        SpatialContrast other = contrast(1, 1, 1, 1, 1, 1, 1, 9);

        // When
        float correlation = view.correlation(other);

        // Then
        assertThat(correlation).isCloseTo(-1f / 7, within(1e-5f));
    }

    @Test
    void shouldRefuseWhenShapesDiffer() {
        // Given
        SpatialContrast view = contrast(9, 1, 1, 1, 1, 1, 1, 1);
        SpatialContrast smaller = SpatialContrast.of(new BackgroundModel(1, 1, 1, new float[1]));

        // When
        ThrowingCallable correlation = () -> view.correlation(smaller);

        // Then
        assertThatThrownBy(correlation).isInstanceOf(IllegalArgumentException.class);
    }

    private static SpatialContrast contrast(float... values) {
        return SpatialContrast.of(new BackgroundModel(1, 2, 4, values));
    }
}
