package io.vestibule.lab.demo;

import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.service.config.Configuration;
import java.nio.file.Path;

/**
 * Settings of the demo.
 *
 * @param configuration of the topologies; the demo replaces the Kafka address and the routing
 * @param speed script seconds per wall-clock second, over 0. Capture time drives the pipeline, so a higher speed only
 *     shortens the waiting; on a slow machine the cameras wait for the pipeline
 * @param seed of all noise: the same seed gives the same pictures
 * @param report folder for the report; created if it is missing
 * @param hideFaces whether the report shows silhouettes instead of faces
 */
public record DemoSettings(
        Configuration configuration, SceneScript script, double speed, long seed, Path report, boolean hideFaces) {

    public DemoSettings {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than 0, not " + speed);
        }
    }
}
