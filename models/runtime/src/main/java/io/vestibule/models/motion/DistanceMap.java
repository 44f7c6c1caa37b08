package io.vestibule.models.motion;

import io.vestibule.models.Box;

/**
 * How far each cell of a frame is from the background: 0 the same, 1 unrelated, 2 opposite.
 *
 * @param values height x width, row by row; not to be changed
 */
public record DistanceMap(int height, int width, float[] values) {

    /**
     * Largest distance. Infinite if any is not a number: what cannot be compared must be looked at, and a NaN would compare
     * false both ways.
     */
    public float peak() {
        float peak = 0;
        for (float value : values) {
            if (!Float.isFinite(value)) {
                return Float.POSITIVE_INFINITY;
            }
            peak = Math.max(peak, value);
        }
        return peak;
    }

    /**
     * Mean distance of the cells whose centre lies in a box, of the one cell that holds the box's centre if there is none.
     *
     * @param box in shares of the frame, clipped to it
     */
    public float meanInside(Box box) {
        int firstColumn = firstInside(box.left(), width);
        int lastColumn = lastInside(box.right(), width);
        int firstRow = firstInside(box.top(), height);
        int lastRow = lastInside(box.bottom(), height);
        if (firstColumn > lastColumn) {
            firstColumn = lastColumn = cellAt((box.left() + box.right()) / 2, width);
        }
        if (firstRow > lastRow) {
            firstRow = lastRow = cellAt((box.top() + box.bottom()) / 2, height);
        }
        double sum = 0;
        for (int row = firstRow; row <= lastRow; row++) {
            for (int column = firstColumn; column <= lastColumn; column++) {
                sum += values[row * width + column];
            }
        }
        float mean = (float) (sum / ((lastRow - firstRow + 1) * (lastColumn - firstColumn + 1)));
        return Float.isFinite(mean) ? mean : Float.POSITIVE_INFINITY;
    }

    /** Centre of cell i is (i + 0.5) / cells. */
    private static int firstInside(float share, int cells) {
        return Math.max(0, (int) Math.ceil(share * cells - 0.5));
    }

    private static int lastInside(float share, int cells) {
        return Math.min(cells - 1, (int) Math.floor(share * cells - 0.5));
    }

    private static int cellAt(float share, int cells) {
        return Math.min(cells - 1, Math.max(0, (int) (share * cells)));
    }
}
