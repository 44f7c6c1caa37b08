package io.vestibule.lab.evaluation.watch.filter;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.BackgroundComparison.Decision;
import io.vestibule.topologies.watch.scene.Scene;
import java.time.Instant;
import java.util.List;

/**
 * Two sensors in sequence, the cheap one first. If it finds nothing and its largest distance is well below its threshold, the
 * frame is skipped and the second sensor does not run. Otherwise the second sensor decides as if it were alone. Each sensor has
 * its own background.
 */
final class CascadeLoop implements FilterLoop {

    /** The cheap sensor is certain below this share of its threshold. */
    private static final float CERTAIN_SHARE = 0.6f;

    private final String cheapSensor;
    private final Scene cheapScene;
    private final String sensor;
    private final Scene scene;

    CascadeLoop(String cheapSensor, Scene cheapScene, String sensor, Scene scene) {
        this.cheapSensor = cheapSensor;
        this.cheapScene = cheapScene;
        this.sensor = sensor;
        this.scene = scene;
    }

    @Override
    public FrameResult next(SensedFrame frame, Instant at) {
        long started = System.nanoTime();
        FeatureMap cheapMap = frame.map(cheapSensor);
        BackgroundComparison cheap = cheapScene.compare(cheapMap, at);
        if (cheap.decision() == Decision.SKIP && cheap.peak() < CERTAIN_SHARE * cheap.threshold()) {
            cheapScene.updateSkipped(cheapMap, cheap, at);
            long nanos = System.nanoTime() - started + frame.sensingNanos(cheapSensor);
            return new FrameResult(false, List.of(), 0, Float.POSITIVE_INFINITY, nanos);
        }
        FeatureMap map = frame.map(sensor);
        BackgroundComparison comparison = scene.compare(map, at);
        // An audit of one scene is an audit of both. Otherwise the audit of the first would be due forever.
        boolean detected = comparison.decision() != Decision.SKIP || cheap.decision() == Decision.AUDIT;
        List<Boolean> live = List.of();
        if (detected) {
            live = scene.updateDetected(map, comparison, frame.faces(), at).live();
            cheapScene.updateDetected(cheapMap, cheap, frame.faces(), at);
        } else {
            scene.updateSkipped(map, comparison, at);
            cheapScene.updateSkipped(cheapMap, cheap, at);
        }
        long nanos = System.nanoTime()
                - started
                + frame.sensingNanos(cheapSensor)
                + frame.sensingNanos(sensor)
                + (detected ? frame.detectingNanos(sensor) : 0);
        return new FrameResult(detected, live, SceneLoop.distance(comparison), comparison.threshold(), nanos);
    }
}
