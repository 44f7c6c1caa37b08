package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.geometry.BoundingBox;
import org.junit.jupiter.api.Test;

class CellAreaTest {

    @Test
    void shouldContainTheCellsWhoseCentreIsInside() {
        // Given
        // A grid of 4 by 10 cells with centres at 0.05, 0.15 ... across and 0.125, 0.375 ... down.
        // Then
        assertThat(CellArea.inside(new BoundingBox(0.14f, 0.3f, 0.46f, 0.9f), 4, 10))
                .isEqualTo(new CellArea(1, 1, 4, 3));
        assertThat(CellArea.inside(new BoundingBox(0.14f, 0.3f, 0.46f, 0.9f), 4, 10)
                        .cells())
                .isEqualTo(12);
    }

    @Test
    void shouldContainOneCellWhenNoCentreIsInside() {
        // Then
        assertThat(CellArea.inside(new BoundingBox(0.41f, 0.51f, 0.44f, 0.6f), 4, 10))
                .isEqualTo(new CellArea(4, 2, 4, 2));
    }

    @Test
    void shouldBeClippedToTheGridWhenTheBoxExtendsBeyondIt() {
        // Then
        assertThat(CellArea.inside(new BoundingBox(-1, -1, 2, 2), 4, 10)).isEqualTo(new CellArea(0, 0, 9, 3));
        assertThat(CellArea.inside(new BoundingBox(1.2f, 0, 1.3f, 1), 4, 10)).isEqualTo(new CellArea(9, 0, 9, 3));
    }
}
