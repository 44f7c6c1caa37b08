package io.vestibule.zoo.manifest;

/**
 * A threshold and its measured error rates.
 *
 * @param falseMatchRate    share of impostor pairs that reach the threshold
 * @param threshold         cosine from which two embeddings count as the same person
 * @param falseNonMatchRate share of genuine pairs below the threshold, on the same data
 * @param measuredOn        the data, because error rates do not transfer to another site
 */
public record OperatingPoint(double falseMatchRate, float threshold, double falseNonMatchRate, String measuredOn) {

    public OperatingPoint {
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("a false match rate must be between 0 and 1, but is " + falseMatchRate);
        }
        if (!(threshold > -1 && threshold < 1)) {
            throw new IllegalArgumentException("a threshold must be a cosine, -1 to 1, but is " + threshold);
        }
    }
}
