package io.vestibule.topologies.teach;

/**
 * Settings for hard faces, from which a student learns most, and for the share of easy faces that also get labels.
 *
 * @param thresholdBand a face is hard if its best cosine is within this distance of the contract's threshold; 0 to 2
 * @param leadUnder a face that reaches the threshold is hard if the difference between the best and the second cosine is
 *     under this value; 0 to 2
 * @param agreement student and teacher disagree if the cosine of their embeddings is under this value; -1 to 1. It applies
 *     only to a student that shares the teacher's space
 * @param easyShare share of easy faces that get a label, selected by the face's hash; 0 to 1
 */
public record HardnessSettings(float thresholdBand, float leadUnder, float agreement, double easyShare) {

    public HardnessSettings {
        require(thresholdBand >= 0 && thresholdBand <= 2, "threshold band", thresholdBand);
        require(leadUnder >= 0 && leadUnder <= 2, "lead", leadUnder);
        require(agreement >= -1 && agreement <= 1, "agreement", agreement);
        require(easyShare >= 0 && easyShare <= 1, "share of easy faces", easyShare);
    }

    /** Defaults: all easy faces get a label too. */
    public static HardnessSettings defaults() {
        return new HardnessSettings(0.1f, 0.1f, 0.8f, 1);
    }

    private static void require(boolean condition, String name, Object value) {
        if (!condition) {
            throw new IllegalArgumentException("hard faces: invalid " + name + " " + value);
        }
    }
}
