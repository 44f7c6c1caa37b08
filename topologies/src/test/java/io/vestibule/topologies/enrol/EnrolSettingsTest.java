package io.vestibule.topologies.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.topologies.faces.FaceLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EnrolSettingsTest {

    private static final FaceLimits LIMITS = EnrolSettings.defaults().limits();

    @Test
    void shouldRefuseASecondFaceWhenNothingIsSet() {
        assertThat(EnrolSettings.defaults().dominance()).isInfinite();
    }

    @Test
    void shouldNameTheSettingWhenItCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0, 2, 0.2f, 10, Duration.ZERO))
                .withMessage("enrolment: maximum pixels cannot be 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 1, 0.2f, 10, Duration.ZERO))
                .withMessage("enrolment: dominance cannot be 1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 1.1f, 10, Duration.ZERO))
                .withMessage("enrolment: conflict reserve cannot be 1.1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 0, Duration.ZERO))
                .withMessage("enrolment: maximum templates cannot be 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 101, Duration.ZERO))
                .withMessage("enrolment: maximum templates cannot be 101");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 2, 0.2f, 10, Duration.ofSeconds(-1)))
                .withMessage("enrolment: maximum ahead cannot be PT-1S");
    }

    private static EnrolSettings settings(
            long pixels, float dominance, float reserve, int templates, Duration maximumAhead) {
        return new EnrolSettings(pixels, dominance, LIMITS, reserve, templates, maximumAhead);
    }
}
