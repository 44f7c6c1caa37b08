package io.vestibule.models.motion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxMeanTest {

    @Test
    void shouldAverageOverTheCellsThatThereAre() {
        // Given 2x3 cells
        float[] values = {1, 2, 3, 4, 5, 6};

        // When
        float[] means = new BoxMean(1).of(values, 2, 3);

        // Then a corner shares with four cells, the middle of a row with six
        assertThat(means).containsExactly(new float[] {3, 3.5f, 4, 3, 3.5f, 4}, within(1e-6f));
    }

    @Test
    void shouldGiveTheMeanOfAllWhenTheSquareIsLargerThanTheMap() {
        assertThat(new BoxMean(4).of(new float[] {1, 2, 3, 6}, 2, 2))
                .containsExactly(new float[] {3, 3, 3, 3}, within(1e-6f));
    }

    @Test
    void shouldMindANewShape() {
        // Given
        BoxMean mean = new BoxMean(1);
        mean.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);

        // When
        float[] means = mean.of(new float[] {1, 2, 3, 4, 5, 6}, 6, 1);

        // Then
        assertThat(means).containsExactly(new float[] {1.5f, 2, 3, 4, 5, 5.5f}, within(1e-6f));
    }

    @Test
    void shouldKeepWhatIsNotANumberAmongItsNeighbours() {
        // When
        float[] means = new BoxMean(1).of(new float[] {1, 1, 1, 1, Float.NaN}, 1, 5);

        // Then
        assertThat(means).startsWith(1, 1, 1).endsWith(Float.NaN, Float.NaN);
    }
}
