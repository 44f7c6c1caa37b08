package io.vestibule.models.verification;

/**
 * A threshold, and the errors made with it.
 *
 * @param threshold score from which on a pair matches
 * @param falseMatchRate share of impostor pairs that match, 0 to 1
 * @param falseNonMatchRate share of genuine pairs that do not, 0 to 1
 */
public record ErrorRates(float threshold, double falseMatchRate, double falseNonMatchRate) {

    /**
     * The mean of both kinds' shares of right decisions, 0 to 1. Where there are as many impostor as genuine pairs, as in
     * LFW's protocol, that is the share of right decisions; elsewhere it keeps the larger kind from drowning the smaller.
     */
    public double accuracy() {
        return 1 - (falseMatchRate + falseNonMatchRate) / 2;
    }
}
