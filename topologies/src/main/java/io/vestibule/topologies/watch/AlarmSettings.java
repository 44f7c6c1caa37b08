package io.vestibule.topologies.watch;

import java.time.Duration;

/**
 * When an alarm is raised, and how long it holds.
 *
 * @param coveredAfter capture time for which nothing must have been made out, without a break, before a camera is called
 *     covered
 * @param clearAfter capture time for which something must have been made out, without a break, before it no longer is
 * @param movedFor capture time for which a camera that looks elsewhere is called moved
 * @param silentAfter wall clock time without a frame after which a camera is called silent; well over the time between two
 *     frames
 */
public record AlarmSettings(Duration coveredAfter, Duration clearAfter, Duration movedFor, Duration silentAfter) {

    public AlarmSettings {
        requirePositive(coveredAfter, "coveredAfter");
        requirePositive(clearAfter, "clearAfter");
        requirePositive(movedFor, "movedFor");
        require(silentAfter.compareTo(Duration.ofSeconds(1)) >= 0, "silentAfter must be at least a second");
    }

    public static AlarmSettings defaults() {
        return new AlarmSettings(
                Duration.ofSeconds(5), Duration.ofSeconds(2), Duration.ofSeconds(30), Duration.ofSeconds(10));
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
