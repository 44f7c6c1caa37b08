package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Optional;

/**
 * Where a figure lies with 95 % confidence.
 *
 * @param low its lower end
 * @param high its upper end, not under the lower
 */
public record ConfidenceInterval(double low, double high) {

    private static final double TAIL = 0.025;

    /** With fewer, the ends would rest on one or two values. */
    private static final int FEWEST = 40;

    public ConfidenceInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval from " + low + " to " + high);
        }
    }

    /**
     * The percentile interval of a bootstrap (B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, 13.3): what
     * lies between the lowest and the highest fortieth of the resampled values.
     *
     * @param values one for each resample; not a number where it could not be stated
     * @return nothing where fewer than {@value #FEWEST}, or fewer than nine of ten, could be stated
     */
    public static Optional<ConfidenceInterval> ofResampled(double[] values) {
        double[] stated = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return stated.length < FEWEST || stated.length < 0.9 * values.length
                ? Optional.empty()
                : Optional.of(new ConfidenceInterval(quantile(stated, TAIL), quantile(stated, 1 - TAIL)));
    }

    /** Whether the interval says that the figure is not zero. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }

    /** Between neighbours by straight line. */
    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
