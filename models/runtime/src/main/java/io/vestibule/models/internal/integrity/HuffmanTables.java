package io.vestibule.models.internal.integrity;

import javax.imageio.plugins.jpeg.JPEGHuffmanTable;

/** The Huffman tables of a JPEG. A frame of a motion JPEG may have none: it uses the standard ones (ITU T.81, annex K.3). */
final class HuffmanTables {

    private static final int SLOTS = 4;
    private static final HuffmanTable EMPTY = table(new int[HuffmanTable.LONGEST], new byte[0]);
    private static final HuffmanTable[] STANDARD_DC = {
        standard(JPEGHuffmanTable.StdDCLuminance), standard(JPEGHuffmanTable.StdDCChrominance), EMPTY, EMPTY
    };
    private static final HuffmanTable[] STANDARD_AC = {
        standard(JPEGHuffmanTable.StdACLuminance), standard(JPEGHuffmanTable.StdACChrominance), EMPTY, EMPTY
    };

    private final HuffmanTable[] dc = STANDARD_DC.clone();
    private final HuffmanTable[] ac = STANDARD_AC.clone();

    /** Reads the tables of a segment. Each replaces an earlier one. */
    void define(JpegSegment segment) throws DamageException {
        int at = 0;
        while (at < segment.size()) {
            int slot = segment.octet(at++);
            int[] counts = new int[HuffmanTable.LONGEST];
            int sum = 0;
            for (int i = 0; i < counts.length; i++) {
                counts[i] = segment.octet(at++);
                sum += counts[i];
            }
            byte[] symbols = new byte[sum];
            for (int i = 0; i < sum; i++) {
                symbols[i] = (byte) segment.octet(at++);
            }
            HuffmanTable[] kind = slot >> 4 == 0 ? dc : ac;
            kind[checked(slot & 0xF)] = table(counts, symbols, kind);
        }
    }

    /** Most cameras send the standard tables, which need not be built again. */
    private static HuffmanTable table(int[] counts, byte[] symbols, HuffmanTable[] known) throws DamageException {
        for (HuffmanTable table : known) {
            if (table.isDefinedBy(counts, symbols)) {
                return table;
            }
        }
        return new HuffmanTable(counts, symbols);
    }

    HuffmanTable dc(int slot) throws DamageException {
        return dc[checked(slot)];
    }

    HuffmanTable ac(int slot) throws DamageException {
        return ac[checked(slot)];
    }

    private static int checked(int slot) throws DamageException {
        if (slot >= SLOTS) {
            throw new DamageException("there are four tables of each kind");
        }
        return slot;
    }

    private static HuffmanTable standard(JPEGHuffmanTable standard) {
        int[] counts = new int[HuffmanTable.LONGEST];
        short[] lengths = standard.getLengths();
        for (int i = 0; i < lengths.length; i++) {
            counts[i] = lengths[i];
        }
        short[] values = standard.getValues();
        byte[] symbols = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            symbols[i] = (byte) values[i];
        }
        return table(counts, symbols);
    }

    private static HuffmanTable table(int[] counts, byte[] symbols) {
        try {
            return new HuffmanTable(counts, symbols);
        } catch (DamageException impossible) {
            throw new IllegalArgumentException(impossible);
        }
    }
}
