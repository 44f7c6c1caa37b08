package io.vestibule.topologies.watch.scene;

import io.vestibule.models.motion.DistanceMap;
import java.util.Optional;

/**
 * The result of comparing a frame with the background.
 *
 * @param distances distance of each cell; empty if there is no background to compare with
 * @param threshold distance from which a cell counts as different
 * @param decision what the caller must do with the frame
 */
public record BackgroundComparison(Optional<DistanceMap> distances, float threshold, Decision decision) {

    /** What the caller must do with a frame. */
    public enum Decision {
        /** Nothing differs: skip the rest of the detector. */
        SKIP,
        /** Nothing differs: run the detector as a sample of what the filter misses. */
        AUDIT,
        /** Run the detector. */
        DETECT
    }

    /** The largest distance. Infinite if a distance is not a number; 0 if there is no background. */
    public float peak() {
        return distances.map(DistanceMap::peak).orElse(0f);
    }
}
