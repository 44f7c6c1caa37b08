package io.vestibule.models.internal.integrity;

import io.vestibule.models.internal.integrity.ScanHeader.Part;

/**
 * Reads the codes of one block after the other and drops their values (ITU T.81, F.2.2 and G.1.2). The methods are those of libjpeg, so
 * that this reader stops where libjpeg would print a warning.
 */
final class BlockReader {

    private static final int LAST = JpegComponent.COEFFICIENTS - 1;
    /** Symbol of sixteen coefficients that are zero. */
    static final int ZERO_RUN = 0xF0;

    /** Bits of a symbol that give the number of bits after its code. */
    static final int SIZE = 0xF;

    private final EntropyReader bits;
    private final ScanHeader scan;
    private final boolean progressive;
    private int endOfBandRun;

    BlockReader(EntropyReader bits, ScanHeader scan, boolean progressive) {
        this.bits = bits;
        this.scan = scan;
        this.progressive = progressive;
    }

    /** Begins an interval between two restart markers. */
    void restart() {
        endOfBandRun = 0;
    }

    /**
     * Reads a block.
     *
     * @param nonZero the coefficients of the component; empty if the JPEG is not progressive
     * @param block index of the block
     * @throws DamageException if a code does not exist, or the data ends within the block
     */
    void read(Part part, long[] nonZero, int block) throws DamageException {
        if (!progressive) {
            readDc(part.dc());
            readAc(part.ac());
        } else if (scan.first() == 0) {
            readProgressiveDc(part.dc());
        } else if (scan.highBit() == 0) {
            nonZero[block] |= readFirstAc(part.ac());
        } else {
            nonZero[block] |= refineAc(part.ac(), nonZero[block]);
        }
        if (bits.isExhausted()) {
            throw new DamageException("the data of a scan ends early");
        }
    }

    private void readDc(HuffmanTable table) throws DamageException {
        int size = symbol(table);
        if (size > SIZE) {
            throw new DamageException("a difference has too many bits");
        }
        bits.skip(size);
    }

    private void readAc(HuffmanTable table) throws DamageException {
        if (!bits.skipCoefficients(table)) {
            throw new DamageException("a code does not exist");
        }
    }

    private void readProgressiveDc(HuffmanTable table) throws DamageException {
        if (scan.highBit() == 0) {
            readDc(table);
        } else {
            bits.read(1);
        }
    }

    /** Returns the coefficients that are not zero. */
    private long readFirstAc(HuffmanTable table) throws DamageException {
        if (endOfBandRun > 0) {
            endOfBandRun--;
            return 0;
        }
        long found = 0;
        for (int k = scan.first(); k <= scan.last(); k++) {
            int symbol = symbol(table);
            int run = symbol >> 4;
            int size = symbol & SIZE;
            if (size != 0) {
                k += run;
                bits.skip(size);
                found |= bit(k);
            } else if (symbol == ZERO_RUN) {
                k += run;
            } else {
                endOfBandRun = (1 << run) + bits.read(run) - 1;
                break;
            }
        }
        return found;
    }

    /** Returns the coefficients that become other than zero. */
    private long refineAc(HuffmanTable table, long nonZero) throws DamageException {
        long found = 0;
        int k = scan.first();
        if (endOfBandRun == 0) {
            for (; k <= scan.last(); k++) {
                int symbol = symbol(table);
                int run = symbol >> 4;
                int size = symbol & SIZE;
                if (size > 1) {
                    throw new DamageException("a refinement has more than one bit");
                }
                if (size == 0 && symbol != ZERO_RUN) {
                    endOfBandRun = (1 << run) + bits.read(run);
                    break;
                }
                bits.skip(size);
                k = skipZeros(k, run, nonZero);
                if (size != 0) {
                    found |= bit(k);
                }
            }
        }
        if (endOfBandRun > 0) {
            skipZeros(k, JpegComponent.COEFFICIENTS, nonZero);
            endOfBandRun--;
        }
        return found;
    }

    /** Passes a run of coefficients that are still zero, and reads a bit for each other one. Returns where the run ends. */
    private int skipZeros(int from, int run, long nonZero) {
        int zeros = run;
        int k = from;
        for (; k <= scan.last(); k++) {
            if ((nonZero & bit(k)) != 0) {
                bits.read(1);
            } else if (--zeros < 0) {
                break;
            }
        }
        return k;
    }

    private static long bit(int coefficient) {
        return coefficient <= LAST ? 1L << coefficient : 0;
    }

    /** The next symbol. The bits after its code are available. */
    private int symbol(HuffmanTable table) throws DamageException {
        bits.refill();
        int entry = table.find(bits.peek());
        if (entry == HuffmanTable.NONE) {
            throw new DamageException("a code does not exist");
        }
        bits.skip(HuffmanTable.length(entry));
        return HuffmanTable.symbol(entry);
    }
}
