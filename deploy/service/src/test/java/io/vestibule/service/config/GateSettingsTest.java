package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GateSettingsTest {

    @ParameterizedTest
    @CsvSource({"0.5, 0.001", "1, 0.001", "2, 0.003", "2.5, 0.0065", "3, 0.01", "10, 0.01"})
    void shouldAllowAFasterStudentToLoseMore(double speed, double loss) {
        assertThat(GateSettings.DEFAULTS.allowedLoss(speed)).isCloseTo(loss, within(1e-12));
    }

    @Test
    void shouldRefuseNumbersThatAreNone() {
        assertThatThrownBy(() -> new GateSettings(0.003, 0.007, 0.02, 0.01, 10, 0.003, 3, 0.8, 0.7))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("least accuracy loss");
        assertThatThrownBy(() -> new GateSettings(0.003, 0.007, 0.001, 0.01, 10, 0.003, 0.5, 0.8, 0.7))
                .hasMessageContaining("degraded factor");
        assertThatThrownBy(() -> new GateSettings(Double.NaN, 0.007, 0.001, 0.01, 10, 0.003, 3, 0.8, 0.7))
                .hasMessageContaining("accuracy loss");
    }
}
