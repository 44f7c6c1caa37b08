package io.vestibule.lab.bench.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {

    private final Durations durations = new Durations();

    @ParameterizedTest
    @CsvSource({"50, 500", "95, 950", "99, 990"})
    void shouldReturnAPercentileInMillisecondsWhenThereAreEnoughDurations(double percentage, double expected) {
        // Given
        LongStream.rangeClosed(1, 1000).forEach(millis -> durations.add(millis * 1_000_000));

        // When
        double found = durations.millis(percentage).orElseThrow();

        // Then
        assertThat(found).isCloseTo(expected, withPercentage(0.2));
    }

    @ParameterizedTest
    @CsvSource({"50, 2", "95, 20", "99, 100"})
    void shouldReturnNoPercentileWhenThereAreTooFewDurations(double percentage, int enough) {
        // When
        LongStream.range(1, enough).forEach(durations::add);

        // Then
        assertThat(durations.millis(percentage)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"50, 2", "95, 20", "99, 100"})
    void shouldReturnAPercentileWhenThereAreJustEnoughDurations(double percentage, int enough) {
        // When
        LongStream.rangeClosed(1, enough).forEach(durations::add);

        // Then
        assertThat(durations.millis(percentage)).isPresent();
    }

    @Test
    void shouldCountDurationsWhenTheyAreOutOfRange() {
        // When
        durations.add(Long.MAX_VALUE);
        durations.add(-1);

        // Then
        assertThat(durations.count()).isEqualTo(2);
    }
}
