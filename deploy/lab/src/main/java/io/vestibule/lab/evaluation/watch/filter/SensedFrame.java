package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import java.util.List;
import java.util.Map;

/**
 * A frame with the output of all sensors and of the detector, computed once for all filters.
 *
 * @param maps cells by sensor
 * @param nanos time for decoding the frame for a sensor and for the sensor, by sensor
 * @param stem sensor whose cells the rest of the detector takes
 * @param detections all faces that the detector finds, boxes as shares of the frame
 * @param tailNanos time of the detector after the stem
 */
public record SensedFrame(
        Map<String, FeatureMap> maps, Map<String, Long> nanos, String stem, List<Detection> detections, long tailNanos)
        implements AutoCloseable {

    FeatureMap map(String sensor) {
        return requireSensed(maps, sensor);
    }

    /** Boxes of all faces that the detector finds, as shares of the frame. */
    public List<BoundingBox> faces() {
        return detections.stream().map(Detection::box).toList();
    }

    /** Time for a skipped frame before the comparison. */
    long sensingNanos(String sensor) {
        return requireSensed(nanos, sensor);
    }

    /** Additional time to detect a frame after a sensor. */
    long detectingNanos(String sensor) {
        return tailNanos + (sensor.equals(stem) ? 0 : sensingNanos(stem));
    }

    private static <T> T requireSensed(Map<String, T> values, String sensor) {
        T value = values.get(sensor);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the frame was not sensed by \"" + sensor + "\", only by " + String.join(", ", values.keySet()));
        }
        return value;
    }

    @Override
    public void close() {
        maps.values().forEach(FeatureMap::close);
    }
}
