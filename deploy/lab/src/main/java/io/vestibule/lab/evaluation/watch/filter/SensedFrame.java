package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import java.util.List;
import java.util.Map;

/**
 * All that any filter may ask of one frame, computed once.
 *
 * @param maps cells by sensor
 * @param nanos what it took to decode the frame for a sensor and to sense it, by sensor
 * @param stem sensor from whose cells the detector goes on
 * @param faces that the detector finds, in shares of the frame
 * @param tailNanos what the detector took from the stem's cells on
 */
public record SensedFrame(
        Map<String, FeatureMap> maps, Map<String, Long> nanos, String stem, List<BoundingBox> faces, long tailNanos)
        implements AutoCloseable {

    FeatureMap map(String sensor) {
        FeatureMap map = maps.get(sensor);
        if (map == null) {
            throw new IllegalArgumentException("nothing was sensed by " + sensor);
        }
        return map;
    }

    /** What a quiet frame costs before it is compared. */
    long sensing(String sensor) {
        return nanos.get(sensor);
    }

    /** What it costs on top to detect, after a sensor. */
    long detecting(String sensor) {
        return tailNanos + (sensor.equals(stem) ? 0 : nanos.get(stem));
    }

    @Override
    public void close() {
        maps.values().forEach(FeatureMap::close);
    }
}
