package io.vestibule.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTicksTest {

    @ParameterizedTest
    @CsvSource({
        "0.6956, 2.659, '1.0, 1.5, 2.0, 2.5'",
        "14.68, 27.39, '16, 18, 20, 22, 24, 26'",
        "-0.00001, 0.0003, '0.00000, 0.00010, 0.00020, 0.00030'",
        "0, 3000, '0, 1000, 2000, 3000'"
    })
    void shouldBeMultiplesOfOneTwoOrFiveBetweenTheEnds(double low, double high, String expected) {
        // When
        List<BigDecimal> ticks = AxisTicks.between(low, high, 4);

        // Then
        assertThat(ticks.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(", ")))
                .isEqualTo(expected);
    }
}
