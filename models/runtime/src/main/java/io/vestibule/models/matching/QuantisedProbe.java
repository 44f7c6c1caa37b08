package io.vestibule.models.matching;

/**
 * A probe in the form that is multiplied with quantised rows, and the bound of the product's error.
 *
 * <p>The three codes of a word are not unpacked. With x the word, its codes from the lowest are x - 32 (x >> 5),
 * (x >> 5) - 32 (x >> 10) and x >> 10. Their products with q0, q1 and q2 are x q0 + (x >> 5) (q1 - 32 q0) + (x >> 10) (q2 - 32 q1).
 * This takes three multiplications and no mask, all modulo 2^16.
 */
final class QuantisedProbe {

    private static final int PLACE = 1 << RowQuantiser.BITS;

    private final short[] factors;
    private final short[] offsets = new short[2];
    private final double unit;
    private final double error;

    /**
     * @param codes codes of whole words
     * @param unit score of one unit of a product of codes
     * @param error upper bound of the score that the quantisation of the probe omits
     */
    QuantisedProbe(int[] codes, double unit, double error) {
        this.unit = unit;
        this.error = error;
        factors = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int place = i % RowQuantiser.VALUES_PER_WORD;
            factors[i] = (short) (place == 0 ? codes[i] : codes[i] - PLACE * codes[i - 1]);
            if (place < RowQuantiser.VALUES_PER_WORD - 1) {
                offsets[(i / RowQuantiser.VALUES_PER_WORD) & 1] -= (short) (RowQuantiser.OFFSET * codes[i]);
            }
        }
    }

    short factor(int word, int place) {
        return factors[word * RowQuantiser.VALUES_PER_WORD + place];
    }

    /** Initial value of the sums of even words (0) and odd words (1). It cancels the offset of the codes. */
    short offset(int half) {
        return offsets[half];
    }

    /** Minimum of product plus row error bound. Below it, the true score is certainly smaller than {@code score}. */
    int minimumProduct(float score) {
        return (int) Math.floor((score - error) / unit);
    }
}
