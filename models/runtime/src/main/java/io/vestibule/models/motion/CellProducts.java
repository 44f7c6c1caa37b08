package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import java.util.Arrays;

/** The dot product of frame and background in each cell, and the squared length of the frame's cell. One thread at a time. */
public final class CellProducts {

    private float[] plane = {};
    private float[] products = {};
    private float[] squaredNorms = {};

    /** @throws IllegalArgumentException if frame and background have different shapes */
    public void compute(FeatureMap frame, BackgroundModel background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("frame and background have different shapes");
        }
        clear(frame.cells());
        for (int channel = 0; channel < frame.channels(); channel++) {
            frame.channel(channel, plane);
            accumulate(background.values(), channel * plane.length);
        }
    }

    /** Dot products, height x width, row by row. The caller may change them until the next call. */
    public float[] products() {
        return products;
    }

    /** Squared lengths of the frame's cells, in the same order. */
    public float[] squaredNorms() {
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
