package io.vestibule.models.matching;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VectorsTest {

    @Test
    void shouldMultiplyTheWholeRowWhenItsLengthIsNotAMultipleOfEight() {
        float[] rows = {9, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

        assertThat(Vectors.dot(rows, 2, new float[] {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}))
                .isEqualTo(66);
    }

    @Test
    void shouldNormaliseTheCentreWhenMembersDiffer() {
        assertThat(Vectors.centre(List.of(new float[] {1, 0}, new float[] {0, 1})))
                .containsExactly((float) Math.sqrt(0.5), (float) Math.sqrt(0.5));
    }

    @Test
    void shouldReturnTheFirstMemberWhenTheMeanIsZero() {
        assertThat(Vectors.centre(List.of(new float[] {1, 0}, new float[] {-1, 0})))
                .containsExactly(1, 0);
    }

    @Test
    void shouldRecogniseUnitVectors() {
        assertThat(Vectors.isUnit(new float[] {0.6f, 0.8f})).isTrue();
        assertThat(Vectors.isUnit(new float[] {0.6f, 0.83f})).isFalse();
        assertThat(Vectors.isUnit(new float[] {Float.NaN, 1})).isFalse();
        assertThat(Vectors.isUnit(new float[] {Float.POSITIVE_INFINITY, 1})).isFalse();
    }
}
