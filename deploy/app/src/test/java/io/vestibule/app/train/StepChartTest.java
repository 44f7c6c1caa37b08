package io.vestibule.app.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.app.train.StepChart.Curve;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StepChartTest {

    @Test
    void shouldRuleItsLinesAtRoundNumbersBetweenTheEdges() {
        assertThat(StepChart.round(0.6956, 2.659))
                .extracting(Object::toString)
                .containsExactly("1.0", "1.5", "2.0", "2.5");
        assertThat(StepChart.round(14.68, 27.39)).extracting(Number::intValue).containsExactly(16, 18, 20, 22, 24, 26);
        assertThat(StepChart.round(-0.00001, 0.0003))
                .extracting(Number::doubleValue)
                .containsExactly(0.0, 1e-4, 2e-4, 3e-4);
        assertThat(StepChart.round(0, 3000)).extracting(Number::intValue).containsExactly(0, 1000, 2000, 3000);
    }

    @Test
    void shouldWriteRoundNumbersBesideItsLines() {
        // Given
        StepChart chart = new StepChart(
                3000,
                List.of(new Curve("cosine", List.of(new double[] {0, 0.878}, new double[] {3000, 0.9453}))),
                Optional.empty());

        // When
        String drawn = chart.drawn("the cosine");

        // Then
        assertThat(drawn).contains(">0.88<", ">0.90<", ">0.92<", ">0.94<", ">0<", ">1,000<", ">3,000<");
    }
}
