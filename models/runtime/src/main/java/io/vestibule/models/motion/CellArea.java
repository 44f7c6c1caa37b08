package io.vestibule.models.motion;

import io.vestibule.models.geometry.BoundingBox;

/**
 * A rectangle of cells of a feature map.
 *
 * @param left first column
 * @param top first row
 * @param right last column, inclusive
 * @param bottom last row, inclusive
 */
public record CellArea(int left, int top, int right, int bottom) {

    /**
     * The cells whose centre is in a box, or the cell with the box's centre if there are none. The centre of cell i is
     * (i + 0.5) / cells.
     *
     * @param box relative to the frame, clipped to it
     */
    public static CellArea inside(BoundingBox box, int height, int width) {
        int left = firstInside(box.left(), width);
        int right = lastInside(box.right(), width);
        int top = firstInside(box.top(), height);
        int bottom = lastInside(box.bottom(), height);
        if (left > right) {
            left = right = cellAt((box.left() + box.right()) / 2, width);
        }
        if (top > bottom) {
            top = bottom = cellAt((box.top() + box.bottom()) / 2, height);
        }
        return new CellArea(left, top, right, bottom);
    }

    /** Number of cells. */
    public int cells() {
        return (right - left + 1) * (bottom - top + 1);
    }

    /** Whether a cell is in this area or next to it, corners included. */
    public boolean touches(int row, int column) {
        return row >= top - 1 && row <= bottom + 1 && column >= left - 1 && column <= right + 1;
    }

    private static int firstInside(float position, int cells) {
        return Math.max(0, (int) Math.ceil(position * cells - 0.5));
    }

    private static int lastInside(float position, int cells) {
        return Math.min(cells - 1, (int) Math.floor(position * cells - 0.5));
    }

    private static int cellAt(float position, int cells) {
        return Math.min(cells - 1, Math.max(0, (int) (position * cells)));
    }
}
