package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;
import java.util.List;

/** The product's rules on the cells of one sensor. */
final class SceneLoop implements FilterLoop {

    private final String sensor;
    private final Scene scene;

    SceneLoop(String sensor, Scene scene) {
        this.sensor = sensor;
        this.scene = scene;
    }

    @Override
    public FrameResult see(SensedFrame senses, Instant at) {
        long started = System.nanoTime();
        FeatureMap frame = senses.map(sensor);
        BackgroundComparison comparison = scene.compare(frame, at);
        boolean looked = comparison.call() != Call.LEAVE;
        List<Boolean> living = List.of();
        if (looked) {
            living = scene.examine(frame, comparison, senses.faces(), at).living();
        } else {
            scene.follow(frame, comparison, at);
        }
        long nanos = System.nanoTime() - started + senses.sensing(sensor) + (looked ? senses.detecting(sensor) : 0);
        return new FrameResult(looked, living, distance(comparison), comparison.threshold(), nanos);
    }

    static float distance(BackgroundComparison comparison) {
        return comparison.distances().isPresent() ? comparison.peak() : Float.POSITIVE_INFINITY;
    }
}
