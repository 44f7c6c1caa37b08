package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.topologies.watch.analysis.AnalysisListener;
import io.vestibule.topologies.watch.analysis.FilteredFrame;
import io.vestibule.topologies.watch.analysis.SceneFilter;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;

/** The product's filter and scene, on the cells of one sensor. */
final class SceneLoop implements FilterLoop {

    private final String sensor;
    private final Scene scene;
    private final SceneFilter filter = new SceneFilter(AnalysisListener.NONE);

    SceneLoop(String sensor, Scene scene) {
        this.sensor = sensor;
        this.scene = scene;
    }

    @Override
    public FrameResult next(SensedFrame frame, Instant at) {
        long started = System.nanoTime();
        FilteredFrame filtered = filter.filter(frame.map(sensor), scene, at, frame::detections);
        boolean detected = !filtered.isSkipped();
        long nanos = System.nanoTime()
                - started
                + frame.sensingNanos(sensor)
                + (detected ? frame.detectingNanos(sensor) : 0);
        return new FrameResult(
                detected,
                filtered.update().live(),
                distance(filtered.comparison()),
                filtered.comparison().threshold(),
                nanos);
    }

    /** The largest distance; infinite if there is no background. */
    static float distance(BackgroundComparison comparison) {
        return comparison.distances().isPresent() ? comparison.peak() : Float.POSITIVE_INFINITY;
    }
}
