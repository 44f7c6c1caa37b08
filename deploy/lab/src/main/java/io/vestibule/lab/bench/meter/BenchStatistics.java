package io.vestibule.lab.bench.meter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.Optional;

/** Arithmetic of the report. */
public final class BenchStatistics {

    private BenchStatistics() {}

    /** The median; empty without values. */
    public static Optional<Double> median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            return Optional.empty();
        }
        int middle = sorted.length / 2;
        return Optional.of(sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2);
    }

    /** The ratio of two values; empty if one is missing or the divisor is not positive. */
    public static Optional<Double> ratio(Optional<Double> dividend, Optional<Double> divisor) {
        return dividend.flatMap(a -> divisor.filter(b -> b > 0).map(b -> rounded(a / b, 3)));
    }

    /** @param digits digits after the decimal point */
    public static double rounded(double value, int digits) {
        return BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }
}
