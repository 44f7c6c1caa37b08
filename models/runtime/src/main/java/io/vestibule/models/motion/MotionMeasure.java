package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;

/** Distance of each cell of a frame from a background. Not safe for concurrent use, because it may hold scratch memory. */
public interface MotionMeasure {

    /**
     * The distance of each cell; 0 for no difference.
     *
     * @throws IllegalArgumentException if frame and background differ in shape
     */
    DistanceMap measure(FeatureMap frame, BackgroundModel background);
}
