package io.vestibule.models.verification;

import java.util.Arrays;
import java.util.Optional;

/**
 * A 95 % confidence interval.
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record ConfidenceInterval(double low, double high) {

    private static final double TAIL = 0.025;

    /** With fewer values, an end would depend on one or two of them. */
    private static final int MIN_VALUES = 40;

    public ConfidenceInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("interval with ends in wrong order: " + low + " to " + high);
        }
    }

    /**
     * The percentile interval of a bootstrap (B. Efron, R. J. Tibshirani, "An Introduction to the Bootstrap", 1993, 13.3):
     * from the 2.5 % to the 97.5 % quantile of the resampled values.
     *
     * @param values one per resample; NaN if the resample has no value
     * @return empty if fewer than {@value #MIN_VALUES} values, or fewer than nine of ten, are numbers
     */
    public static Optional<ConfidenceInterval> ofResampled(double[] values) {
        double[] valid = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return valid.length < MIN_VALUES || valid.length < 0.9 * values.length
                ? Optional.empty()
                : Optional.of(new ConfidenceInterval(quantile(valid, TAIL), quantile(valid, 1 - TAIL)));
    }

    /** Whether the interval excludes zero. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }

    /** Interpolates linearly between neighbours. */
    private static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }
}
