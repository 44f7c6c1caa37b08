package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Call;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;
import java.util.List;

/**
 * A cheap sensor first. If it finds nothing, and the largest distance is well under its threshold, the frame is left, and the
 * second sensor never sees it. Else the second one decides as if it were alone. Each keeps a background of its own.
 */
final class CascadeLoop implements FilterLoop {

    /** Share of the first sensor's threshold under which it is sure. */
    private static final float SURE = 0.6f;

    private final String cheapSensor;
    private final Scene cheap;
    private final String sensor;
    private final Scene scene;

    CascadeLoop(String cheapSensor, Scene cheap, String sensor, Scene scene) {
        this.cheapSensor = cheapSensor;
        this.cheap = cheap;
        this.sensor = sensor;
        this.scene = scene;
    }

    @Override
    public FrameResult see(SensedFrame senses, Instant at) {
        long started = System.nanoTime();
        FeatureMap small = senses.map(cheapSensor);
        BackgroundComparison first = cheap.compare(small, at);
        if (first.call() == Call.LEAVE && first.peak() < SURE * first.threshold()) {
            cheap.follow(small, first, at);
            long nanos = System.nanoTime() - started + senses.sensing(cheapSensor);
            return new FrameResult(false, List.of(), 0, Float.POSITIVE_INFINITY, nanos);
        }
        FeatureMap frame = senses.map(sensor);
        BackgroundComparison second = scene.compare(frame, at);
        // An audit of either is one of both, or the first would stay due for ever.
        boolean looked = second.call() != Call.LEAVE || first.call() == Call.AUDIT;
        List<Boolean> living = List.of();
        if (looked) {
            living = scene.examine(frame, second, senses.faces(), at).living();
            cheap.examine(small, first, senses.faces(), at);
        } else {
            scene.follow(frame, second, at);
            cheap.follow(small, first, at);
        }
        long nanos = System.nanoTime()
                - started
                + senses.sensing(cheapSensor)
                + senses.sensing(sensor)
                + (looked ? senses.detecting(sensor) : 0);
        return new FrameResult(looked, living, SceneLoop.distance(second), second.threshold(), nanos);
    }
}
