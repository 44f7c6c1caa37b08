package io.vestibule.lab.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.training.TrainingChart.Curve;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainingChartTest {

    @Test
    void shouldLabelTheAxesWithRoundNumbersWhenDrawn() {
        // Given
        TrainingChart chart = new TrainingChart(
                3000,
                List.of(new Curve("cosine", List.of(new double[] {0, 0.878}, new double[] {3000, 0.9453}))),
                Optional.empty());

        // When
        String drawn = chart.drawn("the cosine");

        // Then
        assertThat(drawn).contains(">0.88<", ">0.90<", ">0.92<", ">0.94<", ">0<", ">1,000<", ">3,000<");
    }
}
