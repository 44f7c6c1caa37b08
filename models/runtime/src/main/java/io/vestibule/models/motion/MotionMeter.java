package io.vestibule.models.motion;

import io.vestibule.models.FeatureMap;
import java.util.Arrays;

/**
 * Measures how far a frame is from a background. For cell vectors a (frame) and b (background), and e the mean squared
 * length of a background cell, the distance is
 *
 * <pre>1 - (a.b + e) / sqrt((|a|^2 + e) (|b|^2 + e))</pre>
 *
 * averaged over the 3x3 cells around (fewer at the border). With e = 0 and without the average it is the published plain
 * cosine; e keeps cells that hold hardly anything (a wall, the night) from turning sensor noise into large angles, and
 * makes a division by zero impossible as long as the background is not empty.
 *
 * <p>Holds scratch memory: one thread at a time.
 */
public final class MotionMeter implements MotionMeasure {

    private float[] plane = {};
    private float[] products = {};
    private float[] squaredNorms = {};

    @Override
    public DistanceMap measure(FeatureMap frame, Background background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("the background is of another shape than the frame");
        }
        clear(frame.cells());
        for (int channel = 0; channel < frame.channels(); channel++) {
            frame.channel(channel, plane);
            accumulate(background.values(), channel * plane.length);
        }
        distances(background.squaredNorms(), background.regularisation());
        return new DistanceMap(frame.height(), frame.width(), pooled(products, frame.height(), frame.width()));
    }

    private void clear(int cells) {
        if (plane.length != cells) {
            plane = new float[cells];
            products = new float[cells];
            squaredNorms = new float[cells];
        } else {
            Arrays.fill(products, 0);
            Arrays.fill(squaredNorms, 0);
        }
    }

    private void accumulate(float[] background, int start) {
        for (int cell = 0; cell < plane.length; cell++) {
            float value = plane[cell];
            products[cell] += value * background[start + cell];
            squaredNorms[cell] += value * value;
        }
    }

    /** Turns the products into distances, in place. */
    private void distances(float[] backgroundNorms, float e) {
        for (int cell = 0; cell < products.length; cell++) {
            double lengths = Math.sqrt((double) (squaredNorms[cell] + e) * (backgroundNorms[cell] + e));
            products[cell] = (float) (1 - (products[cell] + e) / lengths);
        }
    }

    /** Mean over the 3x3 neighbourhood. */
    private static float[] pooled(float[] values, int height, int width) {
        float[] means = new float[values.length];
        for (int row = 0; row < height; row++) {
            int top = Math.max(0, row - 1);
            int bottom = Math.min(height - 1, row + 1);
            for (int column = 0; column < width; column++) {
                int left = Math.max(0, column - 1);
                int right = Math.min(width - 1, column + 1);
                float sum = 0;
                for (int y = top; y <= bottom; y++) {
                    for (int x = left; x <= right; x++) {
                        sum += values[y * width + x];
                    }
                }
                means[row * width + column] = sum / ((bottom - top + 1) * (right - left + 1));
            }
        }
        return means;
    }
}
