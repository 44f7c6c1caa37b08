package io.vestibule.models.motion;

import io.vestibule.models.geometry.BoundingBox;
import java.util.Arrays;
import java.util.List;

/**
 * Distance of each cell of a frame from the background: 0 for equal, 1 for unrelated, 2 for opposite features.
 *
 * @param values height x width, row by row; must not be changed
 */
public record DistanceMap(int height, int width, float[] values) {

    /**
     * Largest distance. It is infinite if any distance is not finite, because a frame that cannot be compared must be analysed, and
     * every comparison with NaN is false.
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
     * Mean distance of the cells whose centre is in a box, or of the cell with the box's centre if there are none.
     *
     * @param box relative to the frame, clipped to it
     */
    public float meanInside(BoundingBox box) {
        CellArea area = CellArea.inside(box, height, width);
        double sum = 0;
        for (int row = area.top(); row <= area.bottom(); row++) {
            for (int column = area.left(); column <= area.right(); column++) {
                sum += values[row * width + column];
            }
        }
        float mean = (float) (sum / area.cells());
        return Float.isFinite(mean) ? mean : Float.POSITIVE_INFINITY;
    }

    /** Largest distance of the cells inside a box, as in {@link #meanInside}. Infinite if one is not finite. */
    public float peakInside(BoundingBox box) {
        CellArea area = CellArea.inside(box, height, width);
        float peak = 0;
        for (int row = area.top(); row <= area.bottom(); row++) {
            for (int column = area.left(); column <= area.right(); column++) {
                float value = values[row * width + column];
                peak = Float.isFinite(value) ? Math.max(peak, value) : Float.POSITIVE_INFINITY;
            }
        }
        return peak;
    }

    /** Largest distance of the cells that are neither in a box nor next to one. Infinite if one is not finite. */
    public float peakOutside(List<BoundingBox> boxes) {
        float peak = 0;
        for (float value : outside(boxes)) {
            peak = Float.isFinite(value) ? Math.max(peak, value) : Float.POSITIVE_INFINITY;
        }
        return peak;
    }

    /** Mean distance of the same cells; 0 if there are none, infinite if one is not finite. */
    public float meanOutside(List<BoundingBox> boxes) {
        float[] outside = outside(boxes);
        double sum = 0;
        for (float value : outside) {
            sum += value;
        }
        float mean = (float) (sum / Math.max(1, outside.length));
        return Float.isFinite(mean) ? mean : Float.POSITIVE_INFINITY;
    }

    private float[] outside(List<BoundingBox> boxes) {
        List<CellArea> areas =
                boxes.stream().map(box -> CellArea.inside(box, height, width)).toList();
        float[] outside = new float[values.length];
        int count = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                if (!anyTouches(areas, row, column)) {
                    outside[count++] = values[row * width + column];
                }
            }
        }
        return Arrays.copyOf(outside, count);
    }

    private static boolean anyTouches(List<CellArea> areas, int row, int column) {
        for (CellArea area : areas) {
            if (area.touches(row, column)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Share of the cells inside a box, as in {@link #meanInside}, whose distance is at least {@code distance}. A distance that is not
     * a number counts.
     */
    public float shareInside(BoundingBox box, float distance) {
        CellArea area = CellArea.inside(box, height, width);
        int far = 0;
        for (int row = area.top(); row <= area.bottom(); row++) {
            for (int column = area.left(); column <= area.right(); column++) {
                if (!(values[row * width + column] < distance)) {
                    far++;
                }
            }
        }
        return far / (float) area.cells();
    }
}
