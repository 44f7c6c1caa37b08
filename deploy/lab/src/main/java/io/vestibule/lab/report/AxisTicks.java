package io.vestibule.lab.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Positions of the grid lines of a chart. */
public final class AxisTicks {

    private AxisTicks() {}

    /**
     * Returns multiples of 1, 2 or 5 times a power of ten, ascending.
     *
     * @param low finite
     * @param high greater than {@code low}
     * @param lines approximate number of lines
     */
    public static List<BigDecimal> between(double low, double high, int lines) {
        double wanted = (high - low) / lines;
        int power = (int) Math.floor(Math.log10(wanted));
        double share = wanted / Math.pow(10, power);
        BigDecimal step = BigDecimal.valueOf(share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10, -power);
        List<BigDecimal> values = new ArrayList<>();
        BigDecimal value =
                BigDecimal.valueOf(low).divide(step, 0, RoundingMode.CEILING).multiply(step);
        for (BigDecimal top = BigDecimal.valueOf(high); value.compareTo(top) <= 0; value = value.add(step)) {
            values.add(value);
        }
        return values;
    }
}
