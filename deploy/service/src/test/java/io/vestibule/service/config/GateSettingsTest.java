package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSettingsTest {

    @ParameterizedTest
    @CsvSource({"0.5, 0.001", "1, 0.001", "2, 0.003", "2.5, 0.0065", "3, 0.01", "10, 0.01"})
    void shouldAllowAFasterStudentALargerLoss(double speed, double expected) {
        // When
        double loss = GateSettings.DEFAULTS.allowedLoss(speed);

        // Then
        assertThat(loss).isCloseTo(expected, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({
        "0.003, 0.02, 3, least accuracy loss",
        "0.003, 0.001, 0.5, degraded factor",
        "NaN, 0.001, 3, accuracy loss"
    })
    void shouldRejectInvalidValues(
            double accuracyLoss, double leastAccuracyLoss, double degradedFactor, String problem) {
        // When
        Throwable failure = catchThrowable(() ->
                new GateSettings(accuracyLoss, 0.007, leastAccuracyLoss, 0.01, 10, 0.003, degradedFactor, 0.8, 0.7));

        // Then
        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(problem);
    }
}
