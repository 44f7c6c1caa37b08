package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import java.util.Arrays;

/** For each cell, the product of frame and background and the squared length of the frame. Not safe for concurrent use. */
final class CellProducts {

    private float[] plane = {};
    private float[] products = {};
    private float[] squaredNorms = {};

    /** @throws IllegalArgumentException if the frame and the background differ in shape */
    void compute(FeatureMap frame, BackgroundModel background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("the background has another shape than the frame");
        }
        clear(frame.cells());
        for (int channel = 0; channel < frame.channels(); channel++) {
            frame.channel(channel, plane);
            accumulate(background.values(), channel * plane.length);
        }
    }

    /** Height x width, row by row. The caller may change it until the next call. */
    float[] products() {
        return products;
    }

    float[] squaredNorms() {
        return squaredNorms;
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
        float[] values = plane;
        float[] sums = products;
        float[] norms = squaredNorms;
        for (int cell = 0; cell < values.length; cell++) {
            float value = values[cell];
            sums[cell] += value * background[start + cell];
            norms[cell] += value * value;
        }
    }
}
