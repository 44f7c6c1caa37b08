package io.vestibule.app.evaluate.watch;

import io.vestibule.models.FeatureMap;
import io.vestibule.topologies.watch.scene.Comparison;
import io.vestibule.topologies.watch.scene.Comparison.Call;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;
import java.util.List;

/** The product's rules on the cells of one sensor. */
final class SceneLoop implements Loop {

    private final String sensor;
    private final Scene scene;

    SceneLoop(String sensor, Scene scene) {
        this.sensor = sensor;
        this.scene = scene;
    }

    @Override
    public Verdict see(Senses senses, Instant at) {
        long started = System.nanoTime();
        FeatureMap frame = senses.map(sensor);
        Comparison comparison = scene.compare(frame, at);
        boolean looked = comparison.call() != Call.LEAVE;
        List<Boolean> living = List.of();
        if (looked) {
            living = scene.examine(frame, comparison, senses.faces(), at).living();
        } else {
            scene.follow(frame, comparison, at);
        }
        long nanos = System.nanoTime() - started + senses.sensing(sensor) + (looked ? senses.detecting(sensor) : 0);
        return new Verdict(looked, living, distance(comparison), comparison.threshold(), nanos);
    }

    static float distance(Comparison comparison) {
        return comparison.distances().isPresent() ? comparison.peak() : Float.POSITIVE_INFINITY;
    }
}
