package io.vestibule.models.verification;

/**
 * A threshold and its error rates.
 *
 * @param threshold minimum score of a match
 * @param falseMatchRate share of impostor pairs that match, 0 to 1
 * @param falseNonMatchRate share of genuine pairs that do not, 0 to 1
 */
public record ErrorRates(float threshold, double falseMatchRate, double falseNonMatchRate) {

    /**
     * The balanced accuracy: the mean of the shares of correct decisions for genuine and impostor pairs, 0 to 1. If there are
     * equally many of both, as in LFW's protocol, it is the share of correct decisions. Otherwise it prevents that the larger
     * kind dominates.
     */
    public double accuracy() {
        return 1 - (falseMatchRate + falseNonMatchRate) / 2;
    }
}
