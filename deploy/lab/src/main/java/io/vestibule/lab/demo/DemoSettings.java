package io.vestibule.lab.demo;

import io.vestibule.lab.scenes.script.SceneScript;
import io.vestibule.service.config.Configuration;
import java.nio.file.Path;

/**
 * How the demo is played.
 *
 * @param configuration of the topologies; where Kafka is and how faces are routed is the demo's own
 * @param speed seconds of the script in a second of the clock, over 0. The pipeline's time is the script's, so nothing but
 *     the waiting is shortened; where the machine is too slow, the cameras wait for the pipeline
 * @param seed of all noise: the same seed shows the same pictures
 * @param report folder for the report; made if missing
 * @param hideFaces whether the report shows silhouettes in place of faces
 */
public record DemoSettings(
        Configuration configuration, SceneScript script, double speed, long seed, Path report, boolean hideFaces) {

    public DemoSettings {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed must be greater than 0, not " + speed);
        }
    }
}
