package io.vestibule.topologies.watch.analysis;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.topologies.watch.analysis.AnalysisListener.Step;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.topologies.watch.scene.SceneUpdate;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs the motion filter on the features of a frame: compares them with the scene, runs the rest of the detector if the scene
 * requires it, and updates the scene. {@link FrameAnalyzer} uses it on images; evaluations use it on features that were computed
 * before. Thread-safe, provided that each scene is used by one thread at a time.
 */
public final class SceneFilter {

    /** Detections of a frame that are considered. More are a crowd at the detector's limit, or a picture made to cause work. */
    public static final int MAXIMUM_DETECTIONS = 64;

    private final AnalysisListener listener;

    public SceneFilter(AnalysisListener listener) {
        this.listener = listener;
    }

    /** @param detector returns all faces of the frame, with boxes as shares of the frame; called at most once */
    public FilteredFrame filter(
            FeatureMap features, Scene scene, Instant capturedAt, Supplier<List<Detection>> detector) {
        long started = System.nanoTime();
        BackgroundComparison comparison = scene.compare(features, capturedAt);
        listener.onStep(Step.COMPARE, System.nanoTime() - started);
        if (comparison.decision() == Decision.SKIP) {
            started = System.nanoTime();
            scene.updateSkipped(features, comparison, capturedAt);
            listener.onStep(Step.UPDATE_SKIPPED, System.nanoTime() - started);
            return new FilteredFrame(comparison, List.of(), SceneUpdate.SKIPPED, 0);
        }
        List<Detection> detected = detector.get();
        List<Detection> detections = LargestFaces.of(detected, MAXIMUM_DETECTIONS);
        List<BoundingBox> boxes = detections.stream().map(Detection::box).toList();
        started = System.nanoTime();
        SceneUpdate update = scene.updateDetected(features, comparison, boxes, capturedAt);
        listener.onStep(Step.UPDATE_DETECTED, System.nanoTime() - started);
        return new FilteredFrame(comparison, detections, update, detected.size() - detections.size());
    }
}
