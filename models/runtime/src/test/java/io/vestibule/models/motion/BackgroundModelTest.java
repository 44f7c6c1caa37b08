package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.models.detection.FeatureMap;
import java.util.BitSet;
import org.junit.jupiter.api.Test;

class BackgroundModelTest {

    private final BackgroundModel background = new BackgroundModel(2, 1, 3, new float[] {0, 0, 0, 8, 8, 8});

    @Test
    void shouldMoveEachCellByItsOwnRate() {
        // When
        background.follow(FeatureMap.of(2, 1, 3, 4, 4, 4, 0, 0, 0), new float[] {0, 0.25f, 1});

        // Then
        assertThat(background.values()).containsExactly(0, 1, 4, 8, 6, 0);
        assertThat(background.squaredNorms()).containsExactly(64, 37, 16);
        assertThat(background.regularisation()).isEqualTo((64 + 37 + 16) / 3f);
    }

    @Test
    void shouldCopySingleCellsOfAnotherBackground() {
        // Given
        BackgroundModel other = new BackgroundModel(2, 1, 3, new float[] {1, 2, 3, 4, 5, 6});
        BitSet cells = new BitSet();
        cells.set(0);
        cells.set(2);

        // When
        background.take(other, cells);

        // Then
        assertThat(background.values()).containsExactly(1, 0, 3, 4, 8, 6);
        assertThat(background.squaredNorms()).containsExactly(17, 64, 45);
        assertThatThrownBy(() -> background.take(new BackgroundModel(2, 3, 1, new float[6]), cells))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotChangeTheOriginalWhenACopyChanges() {
        // When
        BackgroundModel copy = background.copy();
        copy.follow(FeatureMap.of(2, 1, 3, 4, 4, 4, 0, 0, 0), 0.25f);

        // Then
        assertThat(copy.values()).containsExactly(1, 1, 1, 6, 6, 6);
        assertThat(copy.regularisation()).isEqualTo(37);
        assertThat(background.values()).containsExactly(0, 0, 0, 8, 8, 8);
    }
}
