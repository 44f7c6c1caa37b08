package io.vestibule.topologies.recognise;

/**
 * A configured threshold. It replaces the one that follows from the embedding contract.
 *
 * @param cosine between -1 and 1
 * @param falseMatchRate share of comparisons of different people that reach it, between 0 and 1
 */
public record ConfiguredThreshold(float cosine, double falseMatchRate) {

    public ConfiguredThreshold {
        if (!(cosine > -1 && cosine < 1)) {
            throw new IllegalArgumentException("a threshold must be a cosine between -1 and 1, not " + cosine);
        }
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("a false match rate must be between 0 and 1, not " + falseMatchRate);
        }
    }
}
