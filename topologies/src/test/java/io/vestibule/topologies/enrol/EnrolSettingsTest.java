package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnrolSettingsTest {

    private static final FaceLimits LIMITS = EnrolSettings.defaults().limits();

    @Test
    void shouldRejectSecondFaceByDefault() {
        assertThat(EnrolSettings.defaults().dominance()).isInfinite();
    }

    @Test
    void shouldNameSettingWhenItIsInvalid() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0, 2, 0.2f, 1e-3, 10, Duration.ZERO))
                .withMessage("enrolment: invalid maximum pixels 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 1, 0.2f, 1e-3, 10, Duration.ZERO))
                .withMessage("enrolment: invalid dominance 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 1.1f, 1e-3, 10, Duration.ZERO))
                .withMessage("enrolment: invalid conflict reserve 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 0, 10, Duration.ZERO))
                .withMessage("enrolment: invalid same subject false match rate 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 1e-3, 0, Duration.ZERO))
                .withMessage("enrolment: invalid maximum templates 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 1e-3, 101, Duration.ZERO))
                .withMessage("enrolment: invalid maximum templates 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 1e-3, 10, Duration.ofSeconds(-1)))
                .withMessage("enrolment: invalid maximum ahead PT-1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 1e-3, 10, Duration.ofSeconds(601)))
                .withMessage("enrolment: invalid maximum ahead PT10M1S");
    }

    private static EnrolSettings settings(
            long pixels, float dominance, float reserve, double rate, int templates, Duration maximumAhead) {
        return new EnrolSettings(pixels, dominance, LIMITS, reserve, rate, templates, maximumAhead);
    }
}
