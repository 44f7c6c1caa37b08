package io.vestibule.topologies.teach;

/**
 * When a face is a hard one, from which a student learns most, and how many of the easy ones are taken beside those.
 *
 * @param thresholdBand how near to the contract's threshold the best cosine to a class centre makes a face hard, 0 to 2
 * @param leadUnder how little ahead of the next class centre the best one makes a face hard, where it reaches the threshold; 0
 *     to 2
 * @param agreement cosine of the student's embedding and the teacher's under which they disagree, -1 to 1; asked only of a
 *     student that lives in the teacher's space
 * @param easyShare share of the easy ones that are taken, 0 to 1, chosen by the face's hash
 */
public record HardnessSettings(float thresholdBand, float leadUnder, float agreement, double easyShare) {

    public HardnessSettings {
        require(thresholdBand >= 0 && thresholdBand <= 2, "threshold band", thresholdBand);
        require(leadUnder >= 0 && leadUnder <= 2, "lead", leadUnder);
        require(agreement >= -1 && agreement <= 1, "agreement", agreement);
        require(easyShare >= 0 && easyShare <= 1, "share of easy faces", easyShare);
    }

    /** All easy ones are taken, too. */
    public static HardnessSettings defaults() {
        return new HardnessSettings(0.1f, 0.1f, 0.8f, 1);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("hard faces: " + what + " cannot be " + value);
        }
    }
}
