package io.vestibule.models.matching;

import java.util.Arrays;
import java.util.Optional;

/**
 * Quantisation of vectors of one dimension: five bits per value, three values in each 16-bit word. A search reads the quantised form
 * of all rows, a sixth of the bytes, and reads in full only the rows that may be among the best.
 *
 * <p>The quantisation error is bounded, so no row is missed. With a row x = s c + r and a probe p = t q + d, where c and q are
 * integers and s and t their steps,
 *
 * <pre>x.p = s t (c.q) + s (c.d) + r.p &lt;= s t (c.q) + s |c| |d| + |r| |p|</pre>
 *
 * <p>The products c.q are summed in 16 bits, because the JVM multiplies 16-bit values in parallel. Intermediate sums may overflow if
 * the final sum fits. Therefore the lengths of c and q are limited, and even and odd words have separate sums.
 */
final class RowQuantiser {

    static final int VALUES_PER_WORD = 3;

    /** Bits of a value. The last value of a word has one more bit, which is not used. */
    static final int BITS = 5;

    /** Codes are -16 to 15. The lower two of a word are stored with this offset. */
    static final int OFFSET = 1 << (BITS - 1);

    /**
     * Steps per standard deviation of a unit vector's values. It minimises the error of a normal distribution at 32 steps. Vectors
     * of another distribution have a larger error, which only costs time.
     */
    private static final double STEPS = 5.33;

    /** Maximum length of half a row, in steps per square root of the dimension; a little above that of a normal distribution. */
    private static final double MAXIMUM_LENGTH = 6.5;

    private final int dimension;
    private final double step;
    private final double longestHalf;

    RowQuantiser(int dimension) {
        this.dimension = dimension;
        step = 1 / (STEPS * Math.sqrt(dimension));
        longestHalf = MAXIMUM_LENGTH * Math.sqrt(dimension / 2.0);
    }

    /** Number of words of a quantised row. */
    int words() {
        return (dimension + VALUES_PER_WORD - 1) / VALUES_PER_WORD;
    }

    /**
     * Quantises a row.
     *
     * @param codes receives a code for each value of each word, also after the dimension; all 0 if the row is too long to be
     *     quantised
     * @return error bound in units of a probe: how much larger the true product may be than the product of codes
     */
    int quantiseRow(float[] unit, int[] codes) {
        double[] halves = new double[2];
        double rest = 0;
        double all = 0;
        for (int i = 0; i < dimension; i++) {
            int code = (int) Math.max(-OFFSET, Math.min(OFFSET - 1, Math.rint(unit[i] / step)));
            codes[i] = code;
            halves[half(i)] += code * code;
            double residual = unit[i] - step * code;
            rest += residual * residual;
            all += (double) unit[i] * unit[i];
        }
        if (Math.sqrt(Math.max(halves[0], halves[1])) > longestHalf) {
            Arrays.fill(codes, 0);
            rest = all;
        }
        return (int) Math.ceil(Math.sqrt(rest) * unitErrorBound());
    }

    /**
     * Quantises a probe. Empty if its products have no bound: its length is zero or not a number, or the dimension is so high that
     * 16-bit sums are too small.
     */
    Optional<QuantisedProbe> quantiseProbe(float[] probe) {
        double[] halves = new double[2];
        for (int i = 0; i < dimension; i++) {
            halves[half(i)] += (double) probe[i] * probe[i];
        }
        double longest = Math.sqrt(Math.max(halves[0], halves[1]));
        double probeStep = longest / probeSteps();
        if (!(probeStep > 0) || Double.isInfinite(probeStep)) {
            return Optional.empty();
        }
        int[] codes = new int[words() * VALUES_PER_WORD];
        double rest = 0;
        for (int i = 0; i < dimension; i++) {
            codes[i] = (int) Math.rint(probe[i] / probeStep);
            double residual = probe[i] - probeStep * codes[i];
            rest += residual * residual;
        }
        double longestRow = Math.sqrt(2) * longestHalf * step;
        double rounding = 2 * dimension * Math.ulp(1f) * Math.sqrt(halves[0] + halves[1]);
        return Optional.of(new QuantisedProbe(codes, step * probeStep, longestRow * Math.sqrt(rest) + rounding));
    }

    /** Steps of the longer half of a probe. Rounding may add half a step per value, so this is subtracted from the maximum. */
    private double probeSteps() {
        return Short.MAX_VALUE / longestHalf - 0.5 * Math.sqrt(dimension);
    }

    /** Error of a residual of length 1 times the longest probe, in units. A probe has at most twice the square of its longer half. */
    private double unitErrorBound() {
        return Math.sqrt(2) * probeSteps() / step;
    }

    private static int half(int value) {
        return (value / VALUES_PER_WORD) & 1;
    }
}
