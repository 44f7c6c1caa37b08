package io.vestibule.zoo.manifest;

/**
 * A threshold, and what it costs, measured.
 *
 * @param falseMatchRate    share of pairs of different people that reach the threshold
 * @param threshold         cosine from which on two embeddings count as the same person
 * @param falseNonMatchRate share of pairs of one person that stay under it, on the same data
 * @param measuredOn        the data, so that nobody takes the figure for a promise about another door
 */
public record OperatingPoint(double falseMatchRate, float threshold, double falseNonMatchRate, String measuredOn) {
    public OperatingPoint {
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("a false match rate lies between 0 and 1, not at " + falseMatchRate);
        }
        if (!(threshold > -1 && threshold < 1)) {
            throw new IllegalArgumentException("a threshold is a cosine, not " + threshold);
        }
    }
}
