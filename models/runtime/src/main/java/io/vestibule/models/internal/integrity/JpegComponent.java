package io.vestibule.models.internal.integrity;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A colour component of a JPEG, and what its scans have contained so far. */
final class JpegComponent {

    static final int COEFFICIENTS = 64;

    private static final int NOT_YET = -1;

    private final int id;
    private final int horizontal;
    private final int vertical;
    private final int[] lowBit = new int[COEFFICIENTS];
    private long @Nullable [] nonZero;
    private int columns;
    private int rows;

    /**
     * @param horizontal blocks of a unit from left to right, 1 to 4
     * @param vertical blocks of a unit from top to bottom, 1 to 4
     */
    JpegComponent(int id, int horizontal, int vertical) {
        this.id = id;
        this.horizontal = horizontal;
        this.vertical = vertical;
        Arrays.fill(lowBit, NOT_YET);
    }

    int id() {
        return id;
    }

    int horizontal() {
        return horizontal;
    }

    int vertical() {
        return vertical;
    }

    /** Blocks from left to right that a scan of this component alone contains. */
    int columns() {
        return columns;
    }

    /** Blocks from top to bottom that a scan of this component alone contains. */
    int rows() {
        return rows;
    }

    void setSize(int columns, int rows) {
        this.columns = columns;
        this.rows = rows;
    }

    /** For each block, the coefficients that are not zero yet, as bits. A progressive JPEG refines them. */
    long[] nonZero(int blocks) {
        if (nonZero == null) {
            nonZero = new long[blocks];
        }
        return nonZero;
    }

    /** Records that a scan contains some coefficients. Returns whether that scan continues the earlier ones. */
    boolean advance(ScanHeader scan) {
        boolean continues = scan.first() == 0 || lowBit[0] != NOT_YET;
        for (int k = scan.first(); k <= scan.last(); k++) {
            continues &= Math.max(0, lowBit[k]) == scan.highBit();
            lowBit[k] = scan.lowBit();
        }
        return continues;
    }
}
