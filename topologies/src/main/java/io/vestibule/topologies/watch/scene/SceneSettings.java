package io.vestibule.topologies.watch.scene;

import static io.vestibule.common.Checks.require;
import static io.vestibule.common.Checks.requirePositive;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;

/**
 * Settings of a scene. All times are capture times.
 *
 * @param floor lowest threshold that calibration can set for a camera (cosine distance, over 0 to 2). The threshold is the
 *     distance from the background from which a cell counts as different
 * @param ceiling highest threshold that calibration can set; equal to the floor, the threshold is fixed (cosine distance,
 *     floor to 2)
 * @param margin ratio of the threshold to the camera's measured noise (factor, 1 or more)
 * @param followWithin time constant with which the background follows a lasting small change, such as dusk (duration, over
 *     0). After this time the background has followed two thirds of the change
 * @param learnFor how long a cell must be unchanged before it becomes background, where none is known yet (duration, over 0)
 * @param absorbAfter how long a changed cell must be unchanged before it replaces the known background (duration, over 0)
 * @param stillAfter how long a face must be motionless before it counts as a picture of a face (duration, over 0)
 * @param patience how long background learning pauses where a live face was seen (duration, over 0). The visitor may have
 *     turned away
 * @param auditEvery interval of full detections on quiet frames, which measure what the motion filter misses (duration, over
 *     0)
 */
@RecordBuilder
public record SceneSettings(
        float floor,
        float ceiling,
        float margin,
        Duration followWithin,
        Duration learnFor,
        Duration absorbAfter,
        Duration stillAfter,
        Duration patience,
        Duration auditEvery) {

    public SceneSettings {
        require(floor > 0 && floor <= ceiling && ceiling <= 2, "0 < floor <= ceiling <= 2 must hold");
        require(margin >= 1, "margin must be at least 1");
        requirePositive(followWithin, "followWithin");
        requirePositive(learnFor, "learnFor");
        requirePositive(absorbAfter, "absorbAfter");
        requirePositive(stillAfter, "stillAfter");
        requirePositive(patience, "patience");
        requirePositive(auditEvery, "auditEvery");
    }

    public static SceneSettings defaults() {
        return new SceneSettings(
                0.03f,
                0.10f,
                2f,
                Duration.ofSeconds(4),
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                Duration.ofSeconds(8),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30));
    }

    /** The same settings with a fixed threshold. Only an audit changes it. */
    public SceneSettings fixedAt(float threshold) {
        return calibratedWithin(threshold, threshold, margin);
    }

    /** The same settings for a measure with another scale of distances. */
    public SceneSettings calibratedWithin(float lowest, float highest, float timesNoise) {
        return SceneSettingsBuilder.builder(this)
                .floor(lowest)
                .ceiling(highest)
                .margin(timesNoise)
                .build();
    }

    /** The same settings with another time between audits. */
    public SceneSettings auditedEvery(Duration every) {
        return SceneSettingsBuilder.builder(this).auditEvery(every).build();
    }
}
