package io.vestibule.models.matching;

/**
 * A probe as sketches of rows are multiplied with it, and how far such a product may be from the true one.
 *
 * <p>The three codes of a word are not taken apart: with x the word, its codes from the lowest are x - 32 (x >> 5),
 * (x >> 5) - 32 (x >> 10) and x >> 10, and so their products with q0, q1 and q2 are x q0 + (x >> 5) (q1 - 32 q0) + (x >> 10)
 * (q2 - 32 q1), which is three multiplications and no mask. All of it modulo 2^16.
 */
final class QuantizedProbe {

    private static final int PLACE = 1 << RowQuantizer.BITS;

    private final short[] factors;
    private final short[] offsets = new short[2];
    private final double unit;
    private final double slack;

    /**
     * @param codes of whole words
     * @param unit score of one unit of a product of sketches
     * @param slack how much larger the score may be for what this sketch leaves out
     */
    QuantizedProbe(int[] codes, double unit, double slack) {
        this.unit = unit;
        this.slack = slack;
        factors = new short[codes.length];
        for (int i = 0; i < codes.length; i++) {
            int place = i % RowQuantizer.VALUES_PER_WORD;
            factors[i] = (short) (place == 0 ? codes[i] : codes[i] - PLACE * codes[i - 1]);
            if (place < RowQuantizer.VALUES_PER_WORD - 1) {
                offsets[i / RowQuantizer.VALUES_PER_WORD & 1] -= (short) (RowQuantizer.OFFSET * codes[i]);
            }
        }
    }

    short factor(int word, int place) {
        return factors[word * RowQuantizer.VALUES_PER_WORD + place];
    }

    /** Where the sums of the even words (0) and of the odd ones (1) begin: it takes back the codes' offset. */
    short offset(int half) {
        return offsets[half];
    }

    /** The product of sketches, with the row's reach, under which a score cannot be as large as this. */
    int bar(float score) {
        return (int) Math.floor((score - slack) / unit);
    }
}
