package io.vestibule.models.matching;

import java.util.Arrays;
import java.util.Optional;

/**
 * How vectors of one dimension are drawn coarsely: five bits for each value, three values in each 16-bit word. A search
 * reads the sketches of all rows, a sixth of the bytes, and of the rows themselves only those that may still be among the
 * best.
 *
 * <p>What a sketch leaves out is bounded, so nothing is ever missed. With a row x = s c + r and a probe p = t q + d, where c
 * and q are whole numbers and s and t their steps,
 *
 * <pre>x.p = s t (c.q) + s (c.d) + r.p &lt;= s t (c.q) + s |c| |d| + |r| |p|</pre>
 *
 * <p>The products c.q are summed in 16 bits, which is what the JVM multiplies many at a time. Sums that overflow on the way
 * do no harm, as long as the end fits: therefore the lengths of c and q are limited, and even and odd words have
 * sums of their own.
 */
final class RowQuantizer {

    static final int VALUES_PER_WORD = 3;

    /** Bits of a value; the last of a word has one more, which it does not use. */
    static final int BITS = 5;

    /** Codes are -16 to 15; in the lower places of a word they are kept with this added. */
    static final int OFFSET = 1 << BITS - 1;

    /**
     * Steps to the standard deviation of a unit vector's values: what leaves out least of a normal distribution at 32 steps.
     * The rest of a vector that is not like that is larger, which costs time and nothing else.
     */
    private static final double STEPS = 5.33;

    /** Longest half of a row, in steps to the square root of its dimension; a little more than a normal one has. */
    private static final double LONGEST = 6.5;

    private final int dimension;
    private final double step;
    private final double longestHalf;

    RowQuantizer(int dimension) {
        this.dimension = dimension;
        step = 1 / (STEPS * Math.sqrt(dimension));
        longestHalf = LONGEST * Math.sqrt(dimension / 2.0);
    }

    /** Words of a sketch. */
    int words() {
        return (dimension + VALUES_PER_WORD - 1) / VALUES_PER_WORD;
    }

    /**
     * Draws a row.
     *
     * @param codes to be filled: for each value of each word, those behind the dimension too; all 0 where the row is too
     *     unlike a normal one
     * @return the reach: by how many units of a probe the product with it may be larger than that of the sketches, for what
     *     the row's sketch leaves out
     */
    int draw(float[] unit, int[] codes) {
        double[] halves = new double[2];
        double rest = 0;
        double all = 0;
        for (int i = 0; i < dimension; i++) {
            int code = (int) Math.max(-OFFSET, Math.min(OFFSET - 1, Math.rint(unit[i] / step)));
            codes[i] = code;
            halves[half(i)] += code * code;
            double left = unit[i] - step * code;
            rest += left * left;
            all += (double) unit[i] * unit[i];
        }
        if (Math.sqrt(Math.max(halves[0], halves[1])) > longestHalf) {
            Arrays.fill(codes, 0);
            rest = all;
        }
        return (int) Math.ceil(Math.sqrt(rest) * reachOfUnit());
    }

    /** Draws a probe; empty where nothing could be said of its products: its length is zero or no number, or thousands of values leave no room for sums. */
    Optional<QuantizedProbe> probe(float[] probe) {
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
            double left = probe[i] - probeStep * codes[i];
            rest += left * left;
        }
        double longestRow = Math.sqrt(2) * longestHalf * step;
        double rounding = 2 * dimension * Math.ulp(1f) * Math.sqrt(halves[0] + halves[1]);
        return Optional.of(new QuantizedProbe(codes, step * probeStep, longestRow * Math.sqrt(rest) + rounding));
    }

    /** Steps of the longer half of a probe: less than it may have by half a step for each value, which rounding may add. */
    private double probeSteps() {
        return Short.MAX_VALUE / longestHalf - 0.5 * Math.sqrt(dimension);
    }

    /** A rest of 1 times the longest probe, in units: a probe is at most as long as two of its longer half. */
    private double reachOfUnit() {
        return Math.sqrt(2) * probeSteps() / step;
    }

    private static int half(int value) {
        return value / VALUES_PER_WORD & 1;
    }
}
