package io.vestibule.models.detection;

/**
 * Thresholds of the detector.
 *
 * @param minimumScore minimum detector score of a face (0 to 1)
 * @param maximumOverlap maximum overlap of two boxes that count as two faces (0 to 1, intersection over union)
 */
public record DetectionSettings(float minimumScore, float maximumOverlap) {

    private static final DetectionSettings DEFAULTS = new DetectionSettings(0.7f, 0.3f);

    public DetectionSettings {
        if (!(minimumScore >= 0 && minimumScore <= 1)) {
            throw new IllegalArgumentException("the minimum score must be between 0 and 1, but is " + minimumScore);
        }
        if (!(maximumOverlap >= 0 && maximumOverlap <= 1)) {
            throw new IllegalArgumentException("the maximum overlap must be between 0 and 1, but is " + maximumOverlap);
        }
    }

    /** A minimum score of 0.7 and a maximum overlap of 0.3. */
    public static DetectionSettings defaults() {
        return DEFAULTS;
    }
}
