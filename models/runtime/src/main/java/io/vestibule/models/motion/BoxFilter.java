package io.vestibule.models.motion;

/**
 * Sums and means over the 3x3 cells around each cell of a map. At the border, only existing cells count. Most loops run over the
 * whole map, so that they compile to vector instructions. Holds scratch memory: one thread at a time.
 */
public final class BoxFilter {

    private final int height;
    private final int width;
    private final float[] columns;
    private final float[] reciprocalCounts;

    public BoxFilter(int height, int width) {
        this.height = height;
        this.width = width;
        this.columns = new float[height * width];
        this.reciprocalCounts = new float[height * width];
        for (int cell = 0; cell < reciprocalCounts.length; cell++) {
            reciprocalCounts[cell] = 1f / (neighbours(cell / width, height) * neighbours(cell % width, width));
        }
    }

    /** Whether maps of this size can be filtered. */
    public boolean fits(int otherHeight, int otherWidth) {
        return height == otherHeight && width == otherWidth;
    }

    /** For each cell, one over the number of cells in its sum; not to be changed. */
    public float[] reciprocalCounts() {
        return reciprocalCounts;
    }

    /**
     * Writes the sum around each cell.
     *
     * @param values contains the map, row by row, starting at {@code from}
     * @param sums another array, height x width
     */
    public void sum(float[] values, int from, float[] sums) {
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
        // The first and last cell of each row have included cells of the rows above and below.
        for (int first = 0; first < cells; first += width) {
            int last = first + width - 1;
            sums[first] = width > 1 ? columns[first] + columns[first + 1] : columns[first];
            sums[last] = width > 1 ? columns[last - 1] + columns[last] : columns[last];
        }
    }

    /**
     * Writes the mean around each cell.
     *
     * @param means another array, height x width
     */
    public void mean(float[] values, float[] means) {
        sum(values, 0, means);
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] *= reciprocalCounts[cell];
        }
    }

    private static int neighbours(int index, int size) {
        return Math.min(size - 1, index + 1) - Math.max(0, index - 1) + 1;
    }
}
