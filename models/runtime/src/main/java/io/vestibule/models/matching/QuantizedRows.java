package io.vestibule.models.matching;

import java.util.Arrays;

/**
 * The sketches of a block's rows: word by word, the same word of all rows in one array of its own. So the loop over the rows is
 * one that the JVM turns into vector instructions, which it does only where no two arrays are read at different
 * places.
 */
final class QuantizedRows {

    private final RowQuantizer sketching;
    private final short[][] words;
    private final int[] reaches;

    QuantizedRows(RowQuantizer sketching, int rows) {
        this.sketching = sketching;
        words = new short[sketching.words()][rows];
        reaches = new int[rows];
    }

    private QuantizedRows(QuantizedRows other, int rows) {
        this(other.sketching, other.reaches.length);
        for (int word = 0; word < words.length; word++) {
            System.arraycopy(other.words[word], 0, words[word], 0, rows);
        }
        System.arraycopy(other.reaches, 0, reaches, 0, rows);
    }

    /** Sketches of their own with the first {@code rows} of these. */
    QuantizedRows copy(int rows) {
        return new QuantizedRows(this, rows);
    }

    void write(int row, float[] unit) {
        int[] codes = new int[words.length * RowQuantizer.VALUES_PER_WORD];
        reaches[row] = sketching.draw(unit, codes);
        for (int word = 0; word < words.length; word++) {
            int first = word * RowQuantizer.VALUES_PER_WORD;
            words[word][row] = (short) (codes[first] + RowQuantizer.OFFSET
                    | codes[first + 1] + RowQuantizer.OFFSET << RowQuantizer.BITS
                    | codes[first + 2] << 2 * RowQuantizer.BITS);
        }
    }

    /** Writes a row that is in other sketches, or in these. */
    void write(int row, QuantizedRows other, int otherRow) {
        reaches[row] = other.reaches[otherRow];
        for (int word = 0; word < words.length; word++) {
            words[word][row] = other.words[word][otherRow];
        }
    }

    /** Leaves nothing of a row. */
    void erase(int row) {
        reaches[row] = 0;
        for (short[] word : words) {
            word[row] = 0;
        }
    }

    /** By how much a row's score may be larger than its product, for what its sketch leaves out. */
    int reach(int row) {
        return reaches[row];
    }

    /**
     * The products of the first {@code rows} sketches with the probe's.
     *
     * @param even to be filled with what the even words add to the products
     * @param odd to be filled with what the odd words add
     */
    void multiply(int rows, QuantizedProbe probe, short[] even, short[] odd) {
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

    /** Vectorised by the JVM; with two words at once it is no faster, with three it is not vectorised any more. */
    private static void add(int rows, short[] word, short factor0, short factor1, short factor2, short[] sums) {
        for (int row = 0; row < rows; row++) {
            short x = word[row];
            sums[row] = (short) (sums[row]
                    + x * factor0
                    + (x >> RowQuantizer.BITS) * factor1
                    + (x >> 2 * RowQuantizer.BITS) * factor2);
        }
    }
}
