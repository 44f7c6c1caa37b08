package io.vestibule.models.matching;

import java.util.Arrays;

/**
 * Some rows of the matrix, and whose they are. A row that a published view counts is never written again: an append
 * writes behind those, and whoever must change one works on a {@link #copy}.
 */
final class Block {

    /** Rows of a block: 512 KB at 512 dimensions, so that a removal copies little and a long gallery has few blocks. */
    static final int ROWS = 256;

    private final int dimension;
    private final float[] values;
    private final Owner[] owners = new Owner[ROWS];

    Block(int dimension) {
        this.dimension = dimension;
        values = new float[ROWS * dimension];
    }

    /** A block of its own with the first {@code rows} rows of this one. */
    Block copy(int rows) {
        Block copy = new Block(dimension);
        System.arraycopy(values, 0, copy.values, 0, rows * dimension);
        System.arraycopy(owners, 0, copy.owners, 0, rows);
        return copy;
    }

    Owner owner(int row) {
        return owners[row];
    }

    void write(int row, float[] unit, Owner owner) {
        System.arraycopy(unit, 0, values, row * dimension, dimension);
        owners[row] = owner;
    }

    /** Writes a row that is in another block, or in this one. */
    void write(int row, Block other, int otherRow) {
        System.arraycopy(other.values, otherRow * dimension, values, row * dimension, dimension);
        owners[row] = other.owners[otherRow];
    }

    /** Leaves nothing of a row. */
    void erase(int row) {
        Arrays.fill(values, row * dimension, (row + 1) * dimension, 0);
        owners[row] = null;
    }

    /** Offers each of the first {@code rows} rows to the best so far. */
    void search(int rows, float[] probe, long at, Best best) {
        for (int row = 0; row < rows; row++) {
            float score = Vectors.dot(values, row * dimension, probe);
            if (score > best.floor() && at <= owners[row].usableUntil()) {
                best.offer(owners[row], score);
            }
        }
    }
}
