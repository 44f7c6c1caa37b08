package io.vestibule.lab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BenchStatisticsTest {

    @Test
    void shouldReturnTheMedianWhenThereAreValues() {
        assertThat(BenchStatistics.median(List.of())).isEmpty();
        assertThat(BenchStatistics.median(List.of(7.0))).contains(7.0);
        assertThat(BenchStatistics.median(List.of(100.0, 1.0, 3.0))).contains(3.0);
        assertThat(BenchStatistics.median(List.of(4.0, 1.0, 100.0, 2.0))).contains(3.0);
    }

    @Test
    void shouldReturnNoRatioWhenAValueIsMissingOrTheDivisorIsZero() {
        assertThat(BenchStatistics.ratio(Optional.of(1.0), Optional.of(3.0))).contains(0.333);
        assertThat(BenchStatistics.ratio(Optional.empty(), Optional.of(3.0))).isEmpty();
        assertThat(BenchStatistics.ratio(Optional.of(1.0), Optional.empty())).isEmpty();
        assertThat(BenchStatistics.ratio(Optional.of(1.0), Optional.of(0.0))).isEmpty();
    }

    @Test
    void shouldRoundUpWhenHalfway() {
        assertThat(BenchStatistics.rounded(0.0625, 3)).isEqualTo(0.063);
        assertThat(BenchStatistics.rounded(123.44, 1)).isEqualTo(123.4);
    }
}
