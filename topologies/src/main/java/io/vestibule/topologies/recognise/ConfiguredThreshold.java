package io.vestibule.topologies.recognise;

/**
 * A threshold, set by hand.
 *
 * @param cosine between -1 and 1
 * @param falseMatchRate share of comparisons of different people that reach it, over 0 and under 1
 */
public record ConfiguredThreshold(float cosine, double falseMatchRate) {

    public ConfiguredThreshold {
        if (!(cosine > -1 && cosine < 1)) {
            throw new IllegalArgumentException("a threshold is a cosine between -1 and 1, not " + cosine);
        }
        if (!(falseMatchRate > 0 && falseMatchRate < 1)) {
            throw new IllegalArgumentException("a false match rate is between 0 and 1, not " + falseMatchRate);
        }
    }
}
