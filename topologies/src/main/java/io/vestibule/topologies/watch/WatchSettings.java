package io.vestibule.topologies.watch;

import java.time.Duration;

/**
 * Every number of the watch.
 *
 * @param threshold distance from the background (0 to 2) from which a cell counts as different, and a face as alive
 * @param followRate share of a quiet frame that goes into the background, 0 to 1
 * @param learnFor how long the picture must stay the same before it is taken for the background
 * @param patience how long after a living face was seen nothing is taken for the background: the visitor may stand still
 * @param calmAfter how long nothing must differ before an active camera is called quiet
 * @param heartbeat how often a camera's status is sent though nothing has changed; drives the time-outs of visits
 * @param writeEvery how often a camera's background is written to its store
 * @param trackFor how long a face that is out of sight keeps its track
 * @param futureTolerance how far a capture time may lie after the broker's clock
 * @param maximumPixels pixels that a frame may have
 */
public record WatchSettings(
        float threshold,
        float followRate,
        Duration learnFor,
        Duration patience,
        Duration calmAfter,
        Duration heartbeat,
        Duration writeEvery,
        Duration trackFor,
        Duration futureTolerance,
        long maximumPixels) {

    public WatchSettings {
        require(threshold > 0 && threshold <= 2, "threshold must be over 0 and at most 2");
        require(followRate >= 0 && followRate <= 1, "followRate must be from 0 to 1");
        requirePositive(learnFor, "learnFor");
        requirePositive(patience, "patience");
        requirePositive(calmAfter, "calmAfter");
        requirePositive(heartbeat, "heartbeat");
        requirePositive(writeEvery, "writeEvery");
        requirePositive(trackFor, "trackFor");
        requirePositive(futureTolerance, "futureTolerance");
        require(maximumPixels > 0, "maximumPixels must be positive");
    }

    /**
     * The threshold lies between what stillness and what people measure: peaks of quiet frames stay under 0.02 with sensor
     * noise (under 0.025 in the dark of infrared, and in a room filmed by a real camera), visitors begin at 0.10, and the
     * mean inside the box of a visitor's face, which has to reach it, too, at 0.11.
     */
    public static WatchSettings defaults() {
        return new WatchSettings(
                0.06f,
                0.05f,
                Duration.ofSeconds(3),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                25_000_000);
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
