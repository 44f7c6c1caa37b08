package io.vestibule.topologies.faces;

import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.util.Locale;
import java.util.Optional;

/**
 * What a face must be like to be used. A measure that is not a number is refused: it says that nothing was measured.
 *
 * @param minimumSize shorter side of the face box in pixels, 0 or more
 * @param minimumSharpness variance of the Laplacian of the aligned face, 0 or more
 * @param minimumBrightness mean of the aligned face, 0 black to 1 white
 * @param maximumBrightness mean of the aligned face, 0 black to 1 white, not under the minimum
 * @param maximumYaw degrees to either side, 0 to 180
 * @param maximumPitch degrees up or down, 0 to 180
 * @param maximumRoll degrees in the image plane either way, 0 to 180
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
        require(minimumSize >= 0, "minimum size", minimumSize);
        require(minimumSharpness >= 0, "minimum sharpness", minimumSharpness);
        require(minimumBrightness >= 0 && minimumBrightness <= 1, "minimum brightness", minimumBrightness);
        require(
                maximumBrightness >= minimumBrightness && maximumBrightness <= 1,
                "maximum brightness",
                maximumBrightness);
        require(isAngle(maximumYaw), "maximum yaw", maximumYaw);
        require(isAngle(maximumPitch), "maximum pitch", maximumPitch);
        require(isAngle(maximumRoll), "maximum roll", maximumRoll);
    }

    /**
     * Why the face is not taken: the first of size, light, sharpness and pose that is at fault; empty if none
     * is. Light comes before sharpness, since a dark face has little contrast and would be called blurred.
     */
    public Optional<Rejection> refuse(FaceQuality face) {
        if (!(face.size() >= minimumSize)) {
            return refuse(Reason.FACE_TOO_SMALL, "face of %.0f pixels, at least %.0f wanted", face.size(), minimumSize);
        }
        if (!(face.brightness() >= minimumBrightness && face.brightness() <= maximumBrightness)) {
            return refuse(
                    Reason.FACE_BADLY_LIT,
                    "brightness of %.2f, %.2f to %.2f wanted",
                    face.brightness(),
                    minimumBrightness,
                    maximumBrightness);
        }
        if (!(face.sharpness() >= minimumSharpness)) {
            return refuse(
                    Reason.FACE_TOO_BLURRED,
                    "sharpness of %.1f, at least %.1f wanted",
                    face.sharpness(),
                    minimumSharpness);
        }
        return refuseTurned("yaw", face.yaw(), maximumYaw)
                .or(() -> refuseTurned("pitch", face.pitch(), maximumPitch))
                .or(() -> refuseTurned("roll", face.roll(), maximumRoll));
    }

    private static Optional<Rejection> refuseTurned(String angle, float degrees, float maximum) {
        return Math.abs(degrees) <= maximum
                ? Optional.empty()
                : refuse(Reason.EXTREME_POSE, angle + " of %.0f degrees, at most %.0f wanted", degrees, maximum);
    }

    private static Optional<Rejection> refuse(Reason reason, String cause, Object... values) {
        return Optional.of(new Rejection(reason, String.format(Locale.ROOT, cause, values)));
    }

    private static boolean isAngle(float degrees) {
        return degrees >= 0 && degrees <= 180;
    }

    private static void require(boolean holds, String what, float value) {
        if (!holds) {
            throw new IllegalArgumentException("face limits: " + what + " cannot be " + value);
        }
    }
}
