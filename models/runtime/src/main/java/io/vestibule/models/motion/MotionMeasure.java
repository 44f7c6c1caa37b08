package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;

/** How far each cell of a frame is from a background. May hold scratch memory: one thread at a time. */
public interface MotionMeasure {

    /**
     * The distance of each cell, 0 for no difference.
     *
     * @throws IllegalArgumentException if the map and the background are not of one shape
     */
    DistanceMap measure(FeatureMap frame, BackgroundModel background);
}
