package io.vestibule.models.internal.integrity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A Huffman table of a JPEG (ITU T.81, annex C). Codes of up to {@value #DIRECT} bits are found in one step. */
final class HuffmanTable {

    /** The longest code, in bits. */
    static final int LONGEST = 16;

    /** No code begins with these bits. */
    static final int NONE = 0;

    /** Lower bits of a step that give the number of bits. */
    static final int USED_BITS = 6;

    static final int USED = (1 << USED_BITS) - 1;

    /** Bits that are looked up at once. */
    static final int DIRECT = 11;

    private static final int LENGTH_BITS = 5;
    private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

    private final short[] direct = new short[1 << DIRECT];
    private final int[] lastCode = new int[LONGEST + 1];
    private final int[] firstSymbol = new int[LONGEST + 1];
    private final int[] counts;
    private final byte[] symbols;
    private int @Nullable [] steps;

    /**
     * @param counts number of codes of each length, from 1 to 16 bits
     * @param symbols in the order of their codes
     * @throws DamageException if there are more codes than their lengths allow
     */
    HuffmanTable(int[] counts, byte[] symbols) throws DamageException {
        this.counts = counts;
        this.symbols = symbols;
        int code = 0;
        int symbol = 0;
        for (int length = 1; length <= LONGEST; length++) {
            int count = counts[length - 1];
            if (code + count > (1 << length)) {
                throw new DamageException("a Huffman table has too many codes");
            }
            firstSymbol[length] = symbol - code;
            lastCode[length] = count == 0 ? -1 : code + count - 1;
            for (int i = 0; i < count && length <= DIRECT; i++) {
                fill(code + i, length, symbol + i);
            }
            code = (code + count) << 1;
            symbol += count;
        }
    }

    boolean isDefinedBy(int[] otherCounts, byte[] otherSymbols) {
        return Arrays.equals(counts, otherCounts) && Arrays.equals(symbols, otherSymbols);
    }

    private void fill(int code, int length, int symbol) {
        short entry = (short) (((symbols[symbol] & 0xFF) << LENGTH_BITS) | length);
        int from = code << (DIRECT - length);
        int to = (code + 1) << (DIRECT - length);
        for (int at = from; at < to; at++) {
            direct[at] = entry;
        }
    }

    /**
     * Finds the code at the start of some bits.
     *
     * @param bits the next bits, aligned to the left
     * @return an entry for {@link #symbol} and {@link #length}, or {@link #NONE}
     */
    int find(long bits) {
        int entry = direct[(int) (bits >>> (Long.SIZE - DIRECT))];
        return entry != NONE ? entry : findLong(bits);
    }

    private int findLong(long bits) {
        for (int length = DIRECT + 1; length <= LONGEST; length++) {
            int code = (int) (bits >>> (Long.SIZE - length));
            if (code <= lastCode[length]) {
                return ((symbols[firstSymbol[length] + code] & 0xFF) << LENGTH_BITS) | length;
            }
        }
        return NONE;
    }

    /** The symbol of an entry: a run of zeros in the upper four bits, a number of further bits in the lower four. */
    static int symbol(int entry) {
        return (entry >> LENGTH_BITS) & 0xFF;
    }

    /** The steps from each beginning of the data of a baseline block, see {@link #step}. Built once, and only if needed. */
    int[] steps() {
        int[] built = steps;
        if (built == null) {
            built = new int[1 << DIRECT];
            for (int beginning = 0; beginning < built.length; beginning++) {
                built[beginning] = steps(beginning);
            }
            steps = built;
        }
        return built;
    }

    /** The step over one symbol, and over the next one if its code is among the same bits. */
    private int steps(int beginning) {
        int first = direct[beginning];
        if (first == NONE) {
            return NONE;
        }
        int step = step(first);
        int used = step & USED;
        if (step >> USED_BITS < JpegComponent.COEFFICIENTS && used < DIRECT) {
            int second = direct[beginning << used & (direct.length - 1)];
            if (second != NONE && used + length(second) <= DIRECT) {
                return step + step(second);
            }
        }
        return step;
    }

    /** Bits of an entry and of its value in the lower bits, and the coefficients that they describe in the upper bits. */
    static int step(int entry) {
        int symbol = symbol(entry);
        boolean isEnd = (symbol & BlockReader.SIZE) == 0 && symbol != BlockReader.ZERO_RUN;
        int coefficients = isEnd ? JpegComponent.COEFFICIENTS : (symbol >> 4) + 1;
        return (coefficients << USED_BITS) + length(entry) + (symbol & BlockReader.SIZE);
    }

    /** The length of the code of an entry, in bits. */
    static int length(int entry) {
        return entry & LENGTH_MASK;
    }
}
