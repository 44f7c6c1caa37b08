package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import java.time.Instant;
import java.util.List;

/**
 * A frame that was fully detected, with its finite distances from the background.
 *
 * @param threshold distance from which a cell counts as different
 * @param faces boxes of all detected faces, as shares of the frame
 * @param at capture time
 */
record DetectedFrame(
        FeatureMap features,
        DistanceMap distances,
        float threshold,
        Decision decision,
        List<BoundingBox> faces,
        Instant at) {

    static DetectedFrame of(FeatureMap features, BackgroundComparison comparison, List<BoundingBox> faces, Instant at) {
        return new DetectedFrame(
                features,
                comparison.distances().orElseThrow(),
                comparison.threshold(),
                comparison.decision(),
                faces,
                at);
    }
}
