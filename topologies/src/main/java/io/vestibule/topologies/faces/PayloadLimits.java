package io.vestibule.topologies.faces;

import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Limits for the parts of a sighting besides its face: names, boxes and features. Results copy these parts and add to them. A
 * result of more than one megabyte is refused by producers, which would stop the application permanently.
 */
final class PayloadLimits {

    private static final int MAX_FEATURE_BYTES = 512 * 1024;

    /** In characters. Our own track names have at most 190 characters, topic names 249. */
    private static final int MAX_NAME_LENGTH = 512;

    /** More than the detector finds in any frame. */
    private static final int MAX_DETECTIONS = 5_000;

    private PayloadLimits() {}

    /** Returns a rejection if a part is too large or inconsistent. Reasons: BAD_FACE, BAD_FEATURES. */
    static Optional<Rejection> check(FaceSighting sighting) {
        int longest = Stream.of(sighting.getTrack(), sighting.getOrigin().getTopic(), sighting.getDetector())
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        if (longest > MAX_NAME_LENGTH) {
            return rejected(Reason.BAD_FACE, "name of " + longest + " characters; the maximum is " + MAX_NAME_LENGTH);
        }
        int detections = sighting.getDetections().size();
        if (detections > MAX_DETECTIONS) {
            return rejected(Reason.BAD_FACE, detections + " detections in a frame; the maximum is " + MAX_DETECTIONS);
        }
        return Optional.ofNullable(sighting.getFeatures()).flatMap(PayloadLimits::check);
    }

    private static Optional<Rejection> check(Features map) {
        int bytes = map.getValues().remaining();
        String size = "feature map of " + map.getChannels() + " x " + map.getHeight() + " x " + map.getWidth()
                + " values in " + bytes + " bytes";
        if (map.getLayer().length() > MAX_NAME_LENGTH || bytes > MAX_FEATURE_BYTES) {
            return rejected(
                    Reason.BAD_FEATURES,
                    size + "; the maximum is " + MAX_FEATURE_BYTES + " bytes, with a layer name of at most "
                            + MAX_NAME_LENGTH + " characters");
        }
        return isConsistent(map)
                ? Optional.empty()
                : rejected(
                        Reason.BAD_FEATURES, size + "; it must have two bytes for each value, and at least one value");
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
