package io.vestibule.dataset.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class HistogramTest {

    @Test
    void shouldCountEveryValueInsideAndOutsideOfTheBins() {
        // Given
        Histogram.Builder builder = new Histogram.Builder("length", "metres", 0, 1, 3);
        List.of(-0.1, 0.0, 0.99, 1.0, 3.0, 3.01, Double.NaN).forEach(builder::add);

        // When
        Histogram histogram = builder.build();

        // Then
        assertThat(histogram.counts()).containsExactly(2, 1, 1);
        assertThat(histogram.below()).isEqualTo(2);
        assertThat(histogram.above()).isEqualTo(1);
        assertThat(histogram.total()).isEqualTo(7);
        assertThat(histogram.to()).isEqualTo(3);
    }
}
