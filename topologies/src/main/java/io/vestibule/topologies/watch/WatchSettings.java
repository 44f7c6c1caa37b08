package io.vestibule.topologies.watch;

import static io.vestibule.common.Checks.require;
import static io.vestibule.common.Checks.requirePositive;

import io.soabase.recordbuilder.core.RecordBuilder;
import io.vestibule.topologies.io.CaptureTimes;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import io.vestibule.topologies.watch.scene.SceneSettings;
import java.time.Duration;

/**
 * Settings of the watch.
 *
 * @param scene background model of a camera; all times are capture times
 * @param calmAfter how long an active camera must be without differences before its state is quiet (duration, over 0). For a
 *     learning camera: how long the background must be known
 * @param alarms when a camera is covered, moved or silent
 * @param deadline age from which a frame is shed instead of analysed, as long as others wait (duration, over 0)
 * @param ringingFor how long after a ring no frame of the camera is shed (duration, over 0)
 * @param replay replay of old frames: sheds none and reports no camera as silent ({@code true}, {@code false})
 * @param heartbeat interval of camera statuses without a change of state (duration, over 0). The heartbeat also drives the
 *     time-outs of visits
 * @param writeEvery interval at which a camera's background is written to its state store (duration, over 0)
 * @param trackFor how long a track continues while its face is not detected (duration, over 0)
 * @param futureTolerance how far a capture time may be ahead of this machine's clock (duration, over 0 to 10 minutes)
 * @param pastTolerance how far a capture time may be behind this machine's clock, except in replay (duration, over 0)
 * @param maximumPixels maximum size of a frame; a larger one becomes a dead letter (pixels, over 0). The default is above the
 *     33 million of 8K
 * @param maximumFaces maximum live faces of a frame that are aligned and sent, the largest and clearest first (1 to 64)
 * @param featureShare share of frames with a face whose stem features are published, about 150 KB each (share, 0 to 1).
 *     Students learn from them. The choice is a hash of camera, epoch and sequence, so a replay chooses the same frames
 */
@RecordBuilder
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
        Duration pastTolerance,
        long maximumPixels,
        int maximumFaces,
        double featureShare) {

    public WatchSettings {
        requirePositive(calmAfter, "calmAfter");
        requirePositive(deadline, "deadline");
        requirePositive(ringingFor, "ringingFor");
        requirePositive(heartbeat, "heartbeat");
        requirePositive(writeEvery, "writeEvery");
        requirePositive(trackFor, "trackFor");
        requirePositive(futureTolerance, "futureTolerance");
        require(
                futureTolerance.compareTo(CaptureTimes.MAXIMUM_TOLERANCE) <= 0,
                "futureTolerance must be at most " + CaptureTimes.MAXIMUM_TOLERANCE);
        requirePositive(pastTolerance, "pastTolerance");
        require(
                maximumFaces >= 1 && maximumFaces <= Tracker.MAXIMUM_TRACKS,
                "maximumFaces must be 1 to " + Tracker.MAXIMUM_TRACKS);
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
                Duration.ofHours(24),
                40_000_000,
                FrameAnalyzer.DEFAULT_MAXIMUM_FACES,
                0);
    }

    /** The same settings for a replay of old frames. */
    public WatchSettings replaying() {
        return WatchSettingsBuilder.builder(this).replay(true).build();
    }
}
