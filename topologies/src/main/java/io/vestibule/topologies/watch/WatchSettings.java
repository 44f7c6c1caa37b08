package io.vestibule.topologies.watch;

import io.vestibule.topologies.watch.scene.SceneSettings;
import java.time.Duration;

/**
 * Every number of the watch.
 *
 * @param scene what counts as different from the background, and how that is learnt
 * @param calmAfter how long nothing must differ before an active camera is called quiet, and how long the background must be
 *     known before a learning one is
 * @param alarms when an alarm is raised, and how long it holds
 * @param deadline age at which a frame is shed when its turn comes, as long as others wait
 * @param ringingFor how long after its bell was pressed no frame of a camera is shed
 * @param replay whether frames of long ago are played: nothing is shed then, and no camera called silent
 * @param heartbeat how often a camera's status is sent though nothing has changed; drives the time-outs of visits
 * @param writeEvery how often a camera's background is written to its store
 * @param trackFor how long a face that is out of sight keeps its track
 * @param futureTolerance how far a capture time may lie after the broker's clock
 * @param maximumPixels pixels that a frame may have
 * @param featureShare share of the frames, 0 to 1, whose features are told with the first of their living faces: some 150 KB
 *     each, for students that learn from them. Which ones is said by the frame's camera, epoch and sequence
 */
public record WatchSettings(
        SceneSettings scene,
        Duration calmAfter,
        AlarmSettings alarms,
        Duration deadline,
        Duration ringingFor,
        boolean replay,
        Duration heartbeat,
        Duration writeEvery,
        Duration trackFor,
        Duration futureTolerance,
        long maximumPixels,
        double featureShare) {

    public WatchSettings {
        requirePositive(calmAfter, "calmAfter");
        requirePositive(deadline, "deadline");
        requirePositive(ringingFor, "ringingFor");
        requirePositive(heartbeat, "heartbeat");
        requirePositive(writeEvery, "writeEvery");
        requirePositive(trackFor, "trackFor");
        requirePositive(futureTolerance, "futureTolerance");
        require(maximumPixels > 0, "maximumPixels must be positive");
        require(featureShare >= 0 && featureShare <= 1, "featureShare must be 0 to 1");
    }

    public static WatchSettings defaults() {
        return new WatchSettings(
                SceneSettings.defaults(),
                Duration.ofSeconds(1),
                AlarmSettings.defaults(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                25_000_000,
                0);
    }

    /** The same for frames of long ago. */
    public WatchSettings replaying() {
        return new WatchSettings(
                scene,
                calmAfter,
                alarms,
                deadline,
                ringingFor,
                true,
                heartbeat,
                writeEvery,
                trackFor,
                futureTolerance,
                maximumPixels,
                featureShare);
    }

    private static void requirePositive(Duration duration, String name) {
        require(!duration.isNegative() && !duration.isZero(), name + " must be positive");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
