package io.vestibule.models.motion;

/**
 * Where a view has something in it: how far each cell is from the mean cell, squared. A lens that is covered has hardly any
 * relief; a camera that was turned has another one than before, while a lamp that is switched on leaves it where it was.
 */
public final class SpatialContrast {

    /** Cells at the border, whose features are partly those of the padding and look the same in every view. */
    private static final int BORDER = 2;

    private final float[] heights;
    private final float strength;

    private SpatialContrast(float[] heights, float strength) {
        this.heights = heights;
        this.strength = strength;
    }

    public static SpatialContrast of(BackgroundModel view) {
        int border = Math.min(view.height(), view.width()) > 4 * BORDER ? BORDER : 0;
        int rows = view.height() - 2 * border;
        int columns = view.width() - 2 * border;
        float[] heights = new float[rows * columns];
        double lengths = 0;
        double deviations = 0;
        for (int channel = 0; channel < view.channels(); channel++) {
            int start = channel * view.height() * view.width();
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                int from = start + (row + border) * view.width() + border;
                for (int column = 0; column < columns; column++) {
                    sum += view.values()[from + column];
                }
            }
            float mean = (float) (sum / heights.length);
            for (int row = 0; row < rows; row++) {
                int from = start + (row + border) * view.width() + border;
                for (int column = 0; column < columns; column++) {
                    float value = view.values()[from + column];
                    float deviation = value - mean;
                    heights[row * columns + column] += deviation * deviation;
                    lengths += value * value;
                    deviations += deviation * deviation;
                }
            }
        }
        return new SpatialContrast(heights, lengths > 0 ? (float) (deviations / lengths) : 0);
    }

    /** Share of the features' power that tells cells apart: 0 where all are the same, at most 1. */
    public float strength() {
        return strength;
    }

    /**
     * Correlation of two reliefs of one shape: 1 for the same view, about 0 for another one. Of roots, so that a single
     * bright edge does not decide alone; 0 where one of them is flat.
     */
    public float likeness(SpatialContrast other) {
        if (heights.length != other.heights.length) {
            throw new IllegalArgumentException("reliefs of different shapes");
        }
        double mean = 0;
        double otherMean = 0;
        for (int i = 0; i < heights.length; i++) {
            mean += Math.sqrt(heights[i]) / heights.length;
            otherMean += Math.sqrt(other.heights[i]) / heights.length;
        }
        double both = 0;
        double own = 0;
        double others = 0;
        for (int i = 0; i < heights.length; i++) {
            double a = Math.sqrt(heights[i]) - mean;
            double b = Math.sqrt(other.heights[i]) - otherMean;
            both += a * b;
            own += a * a;
            others += b * b;
        }
        return own > 0 && others > 0 ? (float) (both / Math.sqrt(own * others)) : 0;
    }
}
