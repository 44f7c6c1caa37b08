package io.vestibule.topologies.teach;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TeachSettingsTest {

    @Test
    void shouldHaveDefaultsThatHold() {
        assertThatNoException().isThrownBy(TeachSettings::defaults);
    }

    @Test
    void shouldNameTheSettingWhenItCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(0, 5, 1, 0.1f, Duration.ofDays(1)))
                .withMessage("teaching: share cannot be 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 256, 1, 0.1f, Duration.ofDays(1)))
                .withMessage("teaching: minimum difference cannot be 256.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 5, 0, 0.1f, Duration.ofDays(1)))
                .withMessage("teaching: faces per track cannot be 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 5, 1, Float.NaN, Duration.ofDays(1)))
                .withMessage("teaching: label margin cannot be NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(1, 5, 1, 0.1f, Duration.ZERO))
                .withMessage("teaching: retention cannot be PT0S");
    }

    private static TeachSettings settings(
            double share, float difference, int perTrack, float margin, Duration retention) {
        return new TeachSettings(
                TeachSettings.defaults().limits(),
                share,
                Duration.ZERO,
                difference,
                perTrack,
                1,
                1,
                1,
                0,
                margin,
                retention);
    }
}
