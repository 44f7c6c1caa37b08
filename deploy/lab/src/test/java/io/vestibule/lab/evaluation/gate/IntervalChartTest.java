package io.vestibule.lab.evaluation.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.lab.evaluation.gate.IntervalChart.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

class IntervalChartTest {

    @Test
    void shouldDrawGridLinesAtRoundPercentages() {
        // Given
        IntervalChart chart = new IntervalChart(
                "FNMR",
                List.of(new Row("student", 0, 0.0605, 0.0393, 0.0937), new Row("teacher", 1, 0.0477, 0.0297, 0.0751)));

        // When
        String svg = chart.toSvg();

        // Then
        assertThat(svg).contains(">0 %<", ">2 %<", ">4 %<", ">6 %<", ">8 %<").doesNotContain(".95 %<");
        assertThat(svg).contains("student: 6.05 % (3.93 to 9.37)");
    }
}
