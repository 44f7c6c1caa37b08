package io.vestibule.topologies.faces;

import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Rejection;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a sighting brings along with its face: names, boxes, features. Results carry it on and add to it, and one that is larger
 * than the megabyte which producers take would stop the application for good.
 */
final class PayloadLimits {

    private static final int LARGEST_FEATURES = 512 * 1024;

    /** In characters. The watch's own tracks have at most 190, names of topics 249. */
    private static final int LONGEST_NAME = 512;

    /** More than the detector finds in any frame. */
    private static final int MOST_DETECTIONS = 5_000;

    private PayloadLimits() {}

    /** Why it cannot be carried on; empty if it can. Rejections: BAD_FACE, BAD_FEATURES. */
    static Optional<Rejection> refuse(FaceSighting sighting) {
        int longest = Stream.of(sighting.getTrack(), sighting.getOrigin().getTopic(), sighting.getDetector())
                .mapToInt(String::length)
                .max()
                .orElseThrow();
        if (longest > LONGEST_NAME) {
            return refused(
                    Reason.BAD_FACE, "a name of " + longest + " characters, at most " + LONGEST_NAME + " are taken");
        }
        int detections = sighting.getDetections().size();
        if (detections > MOST_DETECTIONS) {
            return refused(
                    Reason.BAD_FACE, detections + " detections in a frame, at most " + MOST_DETECTIONS + " are taken");
        }
        return Optional.ofNullable(sighting.getFeatures()).flatMap(PayloadLimits::refuse);
    }

    private static Optional<Rejection> refuse(Features map) {
        String size = "a feature map of " + map.getChannels() + " x " + map.getHeight() + " x " + map.getWidth()
                + " values in " + map.getValues().remaining() + " bytes";
        if (map.getLayer().length() > LONGEST_NAME || map.getValues().remaining() > LARGEST_FEATURES) {
            return refused(
                    Reason.BAD_FEATURES, size + "; at most " + LARGEST_FEATURES + " are taken, and a short name");
        }
        return isOfItsSize(map)
                ? Optional.empty()
                : refused(Reason.BAD_FEATURES, size + "; two for each value are wanted, and one value or more");
    }

    private static boolean isOfItsSize(Features map) {
        return isSide(map.getChannels())
                && isSide(map.getHeight())
                && isSide(map.getWidth())
                && 2L * map.getChannels() * map.getHeight() * map.getWidth()
                        == map.getValues().remaining();
    }

    /** Each for itself, since the product of any three numbers could be anything. */
    private static boolean isSide(int length) {
        return length >= 1 && length <= LARGEST_FEATURES;
    }

    private static Optional<Rejection> refused(Reason reason, String cause) {
        return Optional.of(new Rejection(reason, cause));
    }
}
