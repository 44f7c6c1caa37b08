package io.vestibule.topologies.watch.scene;

import java.time.Duration;

/**
 * Every number of a scene. All times are capture times.
 *
 * @param floor lowest threshold that calibration gives, as a distance from the background (0 to 2)
 * @param ceiling highest threshold that calibration gives; equal to the floor, the threshold is fixed
 * @param margin how many times the noise the threshold is
 * @param followWithin time in which the background has followed a lasting small change by two thirds
 * @param learnFor how long a cell must stay the same before it is taken for the background that is not known yet
 * @param absorbAfter how long a cell that differs from the known background must stay the same before it is taken for it
 * @param stillAfter how long a face must not have moved at all before it is taken for a picture of one
 * @param patience how long after a living face was seen somewhere nothing is learnt there: the visitor may have turned away
 * @param auditEvery how often a quiet frame is fully detected all the same
 */
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

    /** The same with a threshold that nothing but an audit changes. */
    public SceneSettings fixedAt(float threshold) {
        return calibratedWithin(threshold, threshold, margin);
    }

    /** The same for distances on another scale. */
    public SceneSettings calibratedWithin(float lowest, float highest, float timesNoise) {
        return new SceneSettings(
                lowest, highest, timesNoise, followWithin, learnFor, absorbAfter, stillAfter, patience, auditEvery);
    }

    /** The same with other audits. */
    public SceneSettings auditedEvery(Duration every) {
        return new SceneSettings(
                floor, ceiling, margin, followWithin, learnFor, absorbAfter, stillAfter, patience, every);
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
