package io.vestibule.models.motion;

/**
 * Sums and means over the 3x3 cells around each cell of a map; at the border over the existing cells. Loops run over the whole map
 * if possible, so that they compile to vector instructions. Not safe for concurrent use, because it holds scratch memory.
 */
final class BoxFilter {

    private final int height;
    private final int width;
    private final float[] columns;
    private final float[] shares;

    BoxFilter(int height, int width) {
        this.height = height;
        this.width = width;
        this.columns = new float[height * width];
        this.shares = new float[height * width];
        for (int cell = 0; cell < shares.length; cell++) {
            shares[cell] = 1f / (window(cell / width, height) * window(cell % width, width));
        }
    }

    boolean fit(int otherHeight, int otherWidth) {
        return height == otherHeight && width == otherWidth;
    }

    /** For each cell, one divided by the number of cells in its sum. */
    float[] shares() {
        return shares;
    }

    /**
     * Sums around each cell.
     *
     * @param values array that contains the map from index {@code from} on, row by row
     * @param sums receives the sums, height x width; must be another array
     */
    void sum(float[] values, int from, float[] sums) {
        int cells = columns.length;
        System.arraycopy(values, from, columns, 0, cells);
        for (int cell = width; cell < cells; cell++) {
            columns[cell] += values[from + cell - width];
        }
        for (int cell = 0; cell < cells - width; cell++) {
            columns[cell] += values[from + cell + width];
        }
        for (int cell = 1; cell < cells - 1; cell++) {
            sums[cell] = columns[cell - 1] + columns[cell] + columns[cell + 1];
        }
        // The first and last cell of a row include cells of the adjacent rows, so they are computed again.
        for (int first = 0; first < cells; first += width) {
            int last = first + width - 1;
            sums[first] = width > 1 ? columns[first] + columns[first + 1] : columns[first];
            sums[last] = width > 1 ? columns[last - 1] + columns[last] : columns[last];
        }
    }

    /** Means around each cell. {@code means} must be another array, height x width. */
    void mean(float[] values, float[] means) {
        sum(values, 0, means);
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] *= shares[cell];
        }
    }

    private static int window(int index, int size) {
        return Math.min(size - 1, index + 1) - Math.max(0, index - 1) + 1;
    }
}
