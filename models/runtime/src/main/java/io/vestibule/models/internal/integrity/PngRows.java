package io.vestibule.models.internal.integrity;

/** Counts the rows of a PNG as they are inflated, and checks the filter of each (PNG, third edition, 8 and 9). */
final class PngRows {

    private static final int LAST_FILTER = 4;

    /** First column, first row, and distances between columns and rows, of each pass. */
    private static final int[][] INTERLACED = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private static final int[][] PLAIN = {{0, 0, 1, 1}};

    private final PngHeader header;
    private final int[][] passes;
    private int pass = -1;
    private int rowsOfPass;
    private int bytesOfRow;
    private int restOfRow;
    private boolean begun;

    PngRows(PngHeader header) {
        this.header = header;
        this.passes = header.interlaced() ? INTERLACED : PLAIN;
        nextPass();
    }

    /** Receives the next bytes. */
    void accept(byte[] data, int count) throws DamageException {
        begun = true;
        int at = 0;
        while (at < count) {
            if (isComplete()) {
                throw new DamageException("there are too many rows");
            }
            if (restOfRow == 0) {
                if ((data[at] & 0xFF) > LAST_FILTER) {
                    throw new DamageException("an unknown filter");
                }
                at++;
                restOfRow = bytesOfRow;
            }
            int taken = Math.min(restOfRow, count - at);
            at += taken;
            restOfRow -= taken;
            if (restOfRow == 0) {
                endRow();
            }
        }
    }

    boolean hasBegun() {
        return begun;
    }

    boolean isComplete() {
        return pass == passes.length;
    }

    private void endRow() {
        rowsOfPass--;
        if (rowsOfPass == 0) {
            nextPass();
        }
    }

    /** A small image has no pixel in some passes. */
    private void nextPass() {
        int columns;
        do {
            pass++;
            if (isComplete()) {
                return;
            }
            int[] grid = passes[pass];
            columns = Math.max(0, (header.width() - grid[0] + grid[2] - 1) / grid[2]);
            rowsOfPass = Math.max(0, (header.height() - grid[1] + grid[3] - 1) / grid[3]);
        } while (columns == 0 || rowsOfPass == 0);
        bytesOfRow = header.rowBytes(columns);
    }
}
