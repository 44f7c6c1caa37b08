package io.vestibule.models.detection;

/**
 * What counts as a face.
 *
 * @param minimumScore from which a box is a face, 0 to 1
 * @param maximumOverlap of two boxes that are two faces, as intersection over union, 0 to 1
 */
public record DetectionSettings(float minimumScore, float maximumOverlap) {

    private static final DetectionSettings DEFAULTS = new DetectionSettings(0.7f, 0.3f);

    public DetectionSettings {
        if (!(minimumScore >= 0 && minimumScore <= 1)) {
            throw new IllegalArgumentException("a minimum score lies between 0 and 1, not at " + minimumScore);
        }
        if (!(maximumOverlap >= 0 && maximumOverlap <= 1)) {
            throw new IllegalArgumentException("a maximum overlap lies between 0 and 1, not at " + maximumOverlap);
        }
    }

    public static DetectionSettings defaults() {
        return DEFAULTS;
    }
}
