package io.vestibule.topologies.faces;

import static io.vestibule.common.Checks.require;

import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.util.Locale;
import java.util.Optional;

/**
 * Limits of face quality. A measure that is not a number is rejected, because it means that nothing was measured.
 *
 * @param minimumSize minimum shorter side of the face box (pixels, 0 or more)
 * @param minimumSharpness minimum sharpness of the aligned face: 0 is flat, over 100 is sharp (variance of the Laplacian, 0
 *     or more)
 * @param minimumBrightness minimum mean brightness of the aligned face (0 black to 1 white)
 * @param maximumBrightness maximum mean brightness of the aligned face (0 black to 1 white)
 * @param maximumYaw maximum turn to the left or right (degrees, 0 to 180)
 * @param maximumPitch maximum turn up or down (degrees, 0 to 180)
 * @param maximumRoll maximum tilt in the image plane (degrees, 0 to 180)
 */
public record FaceLimits(
        float minimumSize,
        float minimumSharpness,
        float minimumBrightness,
        float maximumBrightness,
        float maximumYaw,
        float maximumPitch,
        float maximumRoll) {

    public FaceLimits {
        require(minimumSize >= 0, "face limits", "minimum size", minimumSize);
        require(minimumSharpness >= 0, "face limits", "minimum sharpness", minimumSharpness);
        require(
                minimumBrightness >= 0 && minimumBrightness <= 1,
                "face limits",
                "minimum brightness",
                minimumBrightness);
        require(
                maximumBrightness >= minimumBrightness && maximumBrightness <= 1,
                "face limits",
                "maximum brightness",
                maximumBrightness);
        require(isAngle(maximumYaw), "face limits", "maximum yaw", maximumYaw);
        require(isAngle(maximumPitch), "face limits", "maximum pitch", maximumPitch);
        require(isAngle(maximumRoll), "face limits", "maximum roll", maximumRoll);
    }

    /**
     * Returns a rejection for the first violated limit, in the order size, brightness, sharpness, pose. Brightness comes
     * before sharpness, because a dark face has little contrast and would be reported as blurred.
     */
    public Optional<Rejection> check(FaceQuality face) {
        if (!(face.size() >= minimumSize)) {
            return rejected(
                    Reason.FACE_TOO_SMALL, "face of %.0f pixels; the minimum is %.0f", face.size(), minimumSize);
        }
        if (!(face.brightness() >= minimumBrightness && face.brightness() <= maximumBrightness)) {
            return rejected(
                    Reason.FACE_BADLY_LIT,
                    "brightness of %.2f; the range is %.2f to %.2f",
                    face.brightness(),
                    minimumBrightness,
                    maximumBrightness);
        }
        if (!(face.sharpness() >= minimumSharpness)) {
            return rejected(
                    Reason.FACE_TOO_BLURRED,
                    "sharpness of %.1f; the minimum is %.1f",
                    face.sharpness(),
                    minimumSharpness);
        }
        return checkAngle("yaw", face.yaw(), maximumYaw)
                .or(() -> checkAngle("pitch", face.pitch(), maximumPitch))
                .or(() -> checkAngle("roll", face.roll(), maximumRoll));
    }

    private static Optional<Rejection> checkAngle(String angle, float degrees, float maximum) {
        return Math.abs(degrees) <= maximum
                ? Optional.empty()
                : rejected(Reason.EXTREME_POSE, angle + " of %.0f degrees; the maximum is %.0f", degrees, maximum);
    }

    private static Optional<Rejection> rejected(Reason reason, String cause, Object... values) {
        return Optional.of(new Rejection(reason, String.format(Locale.ROOT, cause, values)));
    }

    private static boolean isAngle(float degrees) {
        return degrees >= 0 && degrees <= 180;
    }
}
