package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpatialContrastTest {

    @Test
    void shouldHaveNoContrastWhenAllCellsAreEqual() {
        // Given
        BackgroundModel wall = new BackgroundModel(2, 2, 2, new float[] {3, 3, 3, 3, 4, 4, 4, 4});

        // When
        SpatialContrast contrast = SpatialContrast.of(wall);

        // Then
        assertThat(contrast.strength()).isZero();
        assertThat(contrast.likeness(contrast)).isZero();
    }

    @Test
    void shouldHaveNoContrastWhenAllValuesAreZero() {
        // Then
        assertThat(SpatialContrast.of(new BackgroundModel(1, 2, 2, new float[4]))
                        .strength())
                .isZero();
    }

    @Test
    void shouldGiveTheShareOfThePowerThatDiffersBetweenCells() {
        // Given
        // One channel of mean 1 and deviations of 1: power 1 + 1.
        BackgroundModel view = new BackgroundModel(1, 2, 2, new float[] {0, 2, 0, 2});

        // Then
        assertThat(SpatialContrast.of(view).strength()).isCloseTo(4f / 8, within(1e-6f));
    }

    @Test
    void shouldIgnoreTheBorderWhenTheViewIsLarge() {
        // Given
        // A view of ten by ten cells with contrast at its border only.
        float[] values = new float[100];
        for (int cell = 0; cell < 100; cell++) {
            int row = cell / 10;
            int column = cell % 10;
            boolean inside = row >= 2 && row < 8 && column >= 2 && column < 8;
            values[cell] = inside ? 1 : cell;
        }

        // Then
        assertThat(SpatialContrast.of(new BackgroundModel(1, 10, 10, values)).strength())
                .isZero();
    }

    @Test
    void shouldCorrelateWhenOnlyTheLightChanged() {
        // Given
        SpatialContrast view = SpatialContrast.of(new BackgroundModel(1, 2, 4, new float[] {9, 1, 1, 1, 1, 1, 1, 1}));
        SpatialContrast darker = SpatialContrast.of(new BackgroundModel(1, 2, 4, new float[] {5, 1, 1, 1, 1, 1, 1, 1}));
        SpatialContrast elsewhere =
                SpatialContrast.of(new BackgroundModel(1, 2, 4, new float[] {1, 1, 1, 1, 1, 1, 1, 9}));

        // Then
        assertThat(view.likeness(darker)).isCloseTo(1, within(1e-5f));
        assertThat(view.likeness(elsewhere)).isCloseTo(-1f / 7, within(1e-5f));
        assertThatThrownBy(() -> view.likeness(SpatialContrast.of(new BackgroundModel(1, 1, 1, new float[1]))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
