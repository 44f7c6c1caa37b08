package io.vestibule.models.motion;

import java.util.Arrays;

/**
 * The mean over the square of cells around each cell; at the border, over those of them that there are. Rows are summed up
 * before columns, in loops that compile to vector instructions. Holds scratch memory: one thread at a time.
 */
final class BoxMean {

    private final int radius;
    private float[] sums = {};
    private float[] weights = {};
    private int height;
    private int width;

    /** @param radius 1 for squares of 3x3, 2 for 5x5 */
    BoxMean(int radius) {
        this.radius = radius;
    }

    /** @param values height x width, row by row */
    float[] of(float[] values, int height, int width) {
        shape(height, width);
        Arrays.fill(sums, 0);
        for (int row = 0; row < height; row++) {
            sumRow(values, row * width);
        }
        float[] means = new float[values.length];
        for (int row = 0; row < height; row++) {
            int last = Math.min(height - 1, row + radius);
            for (int other = Math.max(0, row - radius); other <= last; other++) {
                add(sums, other * width, means, row * width, width);
            }
        }
        for (int cell = 0; cell < means.length; cell++) {
            means[cell] *= weights[cell];
        }
        return means;
    }

    private void sumRow(float[] values, int start) {
        for (int shift = -radius; shift <= radius; shift++) {
            int from = Math.max(0, -shift);
            int count = width - Math.abs(shift);
            if (count > 0) {
                add(values, start + from + shift, sums, start + from, count);
            }
        }
    }

    private static void add(float[] source, int from, float[] target, int to, int count) {
        for (int i = 0; i < count; i++) {
            target[to + i] += source[from + i];
        }
    }

    private void shape(int newHeight, int newWidth) {
        if (height == newHeight && width == newWidth) {
            return;
        }
        height = newHeight;
        width = newWidth;
        sums = new float[height * width];
        weights = new float[height * width];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                weights[row * width + column] = 1f / (within(row, height) * within(column, width));
            }
        }
    }

    private int within(int index, int size) {
        return Math.min(size - 1, index + radius) - Math.max(0, index - radius) + 1;
    }
}
