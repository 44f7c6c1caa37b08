package io.vestibule.topologies.watch.scene;

import io.vestibule.models.motion.DistanceMap;
import java.util.Optional;

/**
 * A frame held against the background.
 *
 * @param distances distance of each cell; empty where there is no background yet
 * @param threshold distance from which a cell counted as different
 * @param call what is to be done with the frame
 */
public record BackgroundComparison(Optional<DistanceMap> distances, float threshold, Call call) {

    /** What is to be done with a frame. */
    public enum Call {
        /** Nothing is there: leave the detector. */
        LEAVE,
        /** Nothing seems to be there; detect all the same, to see whether that is true. */
        AUDIT,
        /** Detect. */
        LOOK
    }

    /** Largest distance; infinite if one is not a number, 0 where there is no background. */
    public float peak() {
        return distances.map(DistanceMap::peak).orElse(0f);
    }
}
