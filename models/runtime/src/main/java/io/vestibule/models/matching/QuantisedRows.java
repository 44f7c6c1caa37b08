package io.vestibule.models.matching;

import java.util.Arrays;

/**
 * The quantised rows of a block. Each word has an array with that word of all rows. The JVM compiles the loop over rows to vector
 * instructions, which it does only if all arrays are read at the same index.
 */
final class QuantisedRows {

    private final RowQuantiser quantiser;
    private final short[][] words;
    private final int[] errorBounds;

    QuantisedRows(RowQuantiser quantiser, int rows) {
        this.quantiser = quantiser;
        words = new short[quantiser.words()][rows];
        errorBounds = new int[rows];
    }

    /** A separate copy of the first {@code rows} rows. */
    QuantisedRows copy(int rows) {
        QuantisedRows copy = new QuantisedRows(quantiser, errorBounds.length);
        for (int word = 0; word < words.length; word++) {
            System.arraycopy(words[word], 0, copy.words[word], 0, rows);
        }
        System.arraycopy(errorBounds, 0, copy.errorBounds, 0, rows);
        return copy;
    }

    void write(int row, float[] unit) {
        int[] codes = new int[words.length * RowQuantiser.VALUES_PER_WORD];
        errorBounds[row] = quantiser.quantiseRow(unit, codes);
        for (int word = 0; word < words.length; word++) {
            int first = word * RowQuantiser.VALUES_PER_WORD;
            words[word][row] = (short) ((codes[first] + RowQuantiser.OFFSET)
                    | ((codes[first + 1] + RowQuantiser.OFFSET) << RowQuantiser.BITS)
                    | (codes[first + 2] << (2 * RowQuantiser.BITS)));
        }
    }

    /** Writes a copy of a row of other quantised rows, or of these. */
    void write(int row, QuantisedRows other, int otherRow) {
        errorBounds[row] = other.errorBounds[otherRow];
        for (int word = 0; word < words.length; word++) {
            words[word][row] = other.words[word][otherRow];
        }
    }

    /** Erases a row. */
    void erase(int row) {
        errorBounds[row] = 0;
        for (short[] word : words) {
            word[row] = 0;
        }
    }

    /** Upper bound of the part of a row's product that its quantisation omits. */
    int errorBound(int row) {
        return errorBounds[row];
    }

    /**
     * Products of the first {@code rows} quantised rows with the probe.
     *
     * @param even receives the contribution of the even words
     * @param odd receives the contribution of the odd words
     */
    void multiply(int rows, QuantisedProbe probe, short[] even, short[] odd) {
        Arrays.fill(even, 0, rows, probe.offset(0));
        Arrays.fill(odd, 0, rows, probe.offset(1));
        for (int word = 0; word < words.length; word++) {
            add(
                    rows,
                    words[word],
                    probe.factor(word, 0),
                    probe.factor(word, 1),
                    probe.factor(word, 2),
                    (word & 1) == 0 ? even : odd);
        }
    }

    /** The JVM vectorises this loop. Two words at once are not faster, and three are no longer vectorised. */
    private static void add(int rows, short[] word, short factor0, short factor1, short factor2, short[] sums) {
        for (int row = 0; row < rows; row++) {
            short x = word[row];
            sums[row] = (short) (sums[row]
                    + x * factor0
                    + (x >> RowQuantiser.BITS) * factor1
                    + (x >> (2 * RowQuantiser.BITS)) * factor2);
        }
    }
}
