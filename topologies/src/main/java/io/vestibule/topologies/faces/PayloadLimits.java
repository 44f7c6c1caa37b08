package io.vestibule.topologies.faces;

import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.util.Optional;

/**
 * Limits for the parts of a sighting besides its face: names, boxes and features. Results copy these parts and add to them. A
 * result of more than one megabyte is refused by producers, which would stop the application permanently.
 */
public final class PayloadLimits {

    private static final int MAX_FEATURE_BYTES = 512 * 1024;

    /** Our own track names have at most 190 characters, topic names 249. Printable ASCII only: names end up in events. */
    private static final int MAX_NAME_LENGTH = 256;

    /** Eyes, nose and mouth corners. */
    private static final int MAX_POINTS = 5;

    /** Twice as many as the detector found in a picture of a wall of faces. */
    public static final int MAX_DETECTIONS = 1_000;

    private PayloadLimits() {}

    /** Returns a rejection if a part is too large or inconsistent. Reasons: BAD_FACE, BAD_FEATURES. */
    static Optional<Rejection> check(FaceSighting sighting) {
        if (!isName(sighting.getTrack())
                || !isName(sighting.getOrigin().getTopic())
                || !isName(sighting.getDetector())) {
            return rejected(
                    Reason.BAD_FACE,
                    "a name of the face is too long or has a forbidden character; use at most " + MAX_NAME_LENGTH
                            + " printable ASCII characters");
        }
        int points = sighting.getPoints().size();
        int detections = sighting.getDetections().size();
        if (points > MAX_POINTS || detections > MAX_DETECTIONS) {
            return rejected(
                    Reason.BAD_FACE,
                    points + " points and " + detections + " detections; the maximum is " + MAX_POINTS + " and "
                            + MAX_DETECTIONS);
        }
        return Optional.ofNullable(sighting.getFeatures()).flatMap(PayloadLimits::check);
    }

    private static Optional<Rejection> check(Features map) {
        int bytes = map.getValues().remaining();
        String size = "feature map of " + map.getChannels() + " x " + map.getHeight() + " x " + map.getWidth()
                + " values in " + bytes + " bytes";
        if (!isName(map.getLayer()) || bytes > MAX_FEATURE_BYTES) {
            return rejected(
                    Reason.BAD_FEATURES,
                    size + "; the maximum is " + MAX_FEATURE_BYTES + " bytes, with a layer name of at most "
                            + MAX_NAME_LENGTH + " printable ASCII characters");
        }
        return isConsistent(map)
                ? Optional.empty()
                : rejected(
                        Reason.BAD_FEATURES, size + "; it must have two bytes for each value, and at least one value");
    }

    private static boolean isName(String text) {
        return text.length() <= MAX_NAME_LENGTH
                && text.chars().allMatch(character -> character > ' ' && character < 127);
    }

    private static boolean isConsistent(Features map) {
        return isSide(map.getChannels())
                && isSide(map.getHeight())
                && isSide(map.getWidth())
                && 2L * map.getChannels() * map.getHeight() * map.getWidth()
                        == map.getValues().remaining();
    }

    /** Checked for each side, because the product of three arbitrary numbers could overflow to any value. */
    private static boolean isSide(int length) {
        return length >= 1 && length <= MAX_FEATURE_BYTES;
    }

    private static Optional<Rejection> rejected(Reason reason, String cause) {
        return Optional.of(new Rejection(reason, cause));
    }
}
