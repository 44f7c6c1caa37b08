package io.vestibule.topologies.watch;

import static io.vestibule.common.Checks.require;
import static io.vestibule.common.Checks.requirePositive;

import java.time.Duration;

/**
 * When a camera enters an alarm state, and how long it remains there.
 *
 * @param coveredAfter how long the picture must be without structure before the state is covered (duration, over 0)
 * @param clearAfter how long the picture must have structure before the state covered ends (duration, over 0)
 * @param movedFor how long the state moved lasts after the camera's view has changed (duration, over 0)
 * @param silentAfter minimum time without frames before a camera is silent (wall-clock duration, 1s or more). It is longer
 *     for slow cameras: three times the gap of the last two frames, up to ten times this value
 * @param frozenAfter how long all pictures must be identical before the state is frozen (duration, over 0)
 */
public record AlarmSettings(
        Duration coveredAfter, Duration clearAfter, Duration movedFor, Duration silentAfter, Duration frozenAfter) {

    public AlarmSettings {
        requirePositive(coveredAfter, "coveredAfter");
        requirePositive(clearAfter, "clearAfter");
        requirePositive(movedFor, "movedFor");
        requirePositive(frozenAfter, "frozenAfter");
        require(silentAfter.compareTo(Duration.ofSeconds(1)) >= 0, "silentAfter must be at least a second");
    }

    public static AlarmSettings defaults() {
        return new AlarmSettings(
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(10));
    }
}
