package io.vestibule.models.motion;

/**
 * Sums and means over the 3x3 cells around each cell of a map; at its border, over those of them that there are. Loops run
 * over the whole map wherever they can, so that they compile to vector instructions. Holds scratch memory: one thread at a
 * time.
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
            shares[cell] = 1f / (around(cell / width, height) * around(cell % width, width));
        }
    }

    boolean fit(int otherHeight, int otherWidth) {
        return height == otherHeight && width == otherWidth;
    }

    /** One over the number of cells in the sum of each cell. */
    float[] shares() {
        return shares;
    }

    /**
     * @param values where the map begins at {@code from}, row by row
     * @param sums another array, height x width
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
        // A row's first and last cell have taken in cells of the rows above and below.
        for (int first = 0; first < cells; first += width) {
            int last = first + width - 1;
            sums[first] = width > 1 ? columns[first] + columns[first + 1] : columns[first];
            sums[last] = width > 1 ? columns[last - 1] + columns[last] : columns[last];
        }
    }

    /** @param means another array, height x width */
    void mean(float[] values, float[] means) {
        sum(values, 0, means);
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] *= shares[cell];
        }
    }

    private static int around(int index, int size) {
        return Math.min(size - 1, index + 1) - Math.max(0, index - 1) + 1;
    }
}
