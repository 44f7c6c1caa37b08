package io.vestibule.topologies.faces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceLimitsTest {

    private static final FaceLimits LIMITS = new FaceLimits(50, 20, 0.1f, 0.9f, 40, 30, 20);

    @ParameterizedTest
    @CsvSource({
        "100, 80,  0.5,  0,   0,   0",
        "50,  20,  0.1,  40,  30,  20",
        "50,  20,  0.9, -40, -30, -20",
    })
    void shouldAcceptFaceWhenAllMeasuresAreWithinLimits(
            float size, float sharpness, float brightness, float yaw, float pitch, float roll) {
        assertThat(LIMITS.check(new FaceQuality(size, sharpness, brightness, yaw, pitch, roll)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "49,  80,  0.5,   0,   0,   0, FACE_TOO_SMALL",
        "100, 19,  0.5,   0,   0,   0, FACE_TOO_BLURRED",
        "100, 80,  0.09,  0,   0,   0, FACE_BADLY_LIT",
        "100, 80,  0.91,  0,   0,   0, FACE_BADLY_LIT",
        "100, 80,  0.5,  41,   0,   0, EXTREME_POSE",
        "100, 80,  0.5, -41,   0,   0, EXTREME_POSE",
        "100, 80,  0.5,   0,  31,   0, EXTREME_POSE",
        "100, 80,  0.5,   0, -31,   0, EXTREME_POSE",
        "100, 80,  0.5,   0,   0,  21, EXTREME_POSE",
        "100, 80,  0.5,   0,   0, -21, EXTREME_POSE",
    })
    void shouldReportReasonWhenMeasureIsOutsideLimits(
            float size, float sharpness, float brightness, float yaw, float pitch, float roll, Reason reason) {
        assertThat(LIMITS.check(new FaceQuality(size, sharpness, brightness, yaw, pitch, roll)))
                .map(Rejection::reason)
                .contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "NaN, 80,  0.5, 0,   FACE_TOO_SMALL",
        "100, NaN, 0.5, 0,   FACE_TOO_BLURRED",
        "100, 80,  NaN, 0,   FACE_BADLY_LIT",
        "100, 80,  0.5, NaN, EXTREME_POSE",
    })
    void shouldRejectFaceWhenMeasureIsNaN(float size, float sharpness, float brightness, float yaw, Reason reason) {
        assertThat(LIMITS.check(new FaceQuality(size, sharpness, brightness, yaw, 0, 0)))
                .map(Rejection::reason)
                .contains(reason);
    }

    @Test
    void shouldReportMeasureAndLimitWhenFaceIsRejected() {
        assertThat(LIMITS.check(new FaceQuality(100, 80, 0.05f, 0, 0, 0)))
                .contains(new Rejection(Reason.FACE_BADLY_LIT, "brightness of 0.05; the range is 0.10 to 0.90"));
    }

    @Test
    void shouldRejectImpossibleLimits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FaceLimits(50, 20, 0.9f, 0.1f, 40, 30, 20))
                .withMessage("face limits: invalid maximum brightness 0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new FaceLimits(50, Float.NaN, 0.1f, 0.9f, 40, 30, 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new FaceLimits(50, 20, 0.1f, 0.9f, -1, 30, 20));
    }
}
