package io.vestibule.topologies.teach;

import static io.vestibule.common.Checks.require;

/**
 * Settings for hard faces, from which a student learns most, and for the share of easy faces that also get labels.
 *
 * @param thresholdBand distance from the threshold within which the best cosine makes a face hard (cosine, 0 to 2)
 * @param leadUnder lead of the best centre over the next one below which a face is hard (cosine, 0 to 2). It applies where
 *     the best one reaches the threshold
 * @param agreement cosine of student and teacher embedding below which they disagree (cosine, -1 to 1). A student also
 *     disagrees when it names another subject. For a student of another embedding space only this counts
 * @param easyShare share of the other faces that are labelled too, chosen by the hash of the face (share, 0 to 1)
 */
public record HardnessSettings(float thresholdBand, float leadUnder, float agreement, double easyShare) {

    public HardnessSettings {
        require(thresholdBand >= 0 && thresholdBand <= 2, "hard faces", "threshold band", thresholdBand);
        require(leadUnder >= 0 && leadUnder <= 2, "hard faces", "lead", leadUnder);
        require(agreement >= -1 && agreement <= 1, "hard faces", "agreement", agreement);
        require(easyShare >= 0 && easyShare <= 1, "hard faces", "share of easy faces", easyShare);
    }

    /** Defaults: all easy faces get a label too. */
    public static HardnessSettings defaults() {
        return new HardnessSettings(0.1f, 0.1f, 0.8f, 1);
    }
}
