package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;
import java.util.Arrays;

/**
 * As {@link RegularisedCosineMeasure}, but the vectors of the 3x3 cells around are averaged, in the frame and in the background, before
 * they are compared. Noise and the blocks of a compressed picture differ from cell to cell and cancel out; a visitor is
 * larger than a cell and does not. Distances are smaller than those of {@link RegularisedCosineMeasure}: a threshold of one is none of
 * the other.
 *
 * <p>Holds scratch memory: one thread at a time.
 */
public final class AveragedCosineMeasure implements MotionMeasure {

    private BoxFilter neighbours = new BoxFilter(0, 0);
    private float[] plane = {};
    private float[] frameSums = {};
    private float[] backgroundSums = {};
    private float[] products = {};
    private float[] frameNorms = {};
    private float[] backgroundNorms = {};

    @Override
    public DistanceMap measure(FeatureMap frame, BackgroundModel background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("the background is of another shape than the frame");
        }
        clear(frame.height(), frame.width());
        for (int channel = 0; channel < frame.channels(); channel++) {
            frame.channel(channel, plane);
            neighbours.sum(plane, 0, frameSums);
            neighbours.sum(background.values(), channel * plane.length, backgroundSums);
            accumulate();
        }
        sumsToMeans();
        distances();
        float[] means = new float[products.length];
        neighbours.mean(products, means);
        return new DistanceMap(frame.height(), frame.width(), means);
    }

    private void clear(int height, int width) {
        if (neighbours.fit(height, width)) {
            Arrays.fill(products, 0);
            Arrays.fill(frameNorms, 0);
            Arrays.fill(backgroundNorms, 0);
            return;
        }
        int cells = height * width;
        neighbours = new BoxFilter(height, width);
        plane = new float[cells];
        frameSums = new float[cells];
        backgroundSums = new float[cells];
        products = new float[cells];
        frameNorms = new float[cells];
        backgroundNorms = new float[cells];
    }

    private void accumulate() {
        for (int cell = 0; cell < products.length; cell++) {
            float a = frameSums[cell];
            float b = backgroundSums[cell];
            products[cell] += a * b;
            frameNorms[cell] += a * a;
            backgroundNorms[cell] += b * b;
        }
    }

    private void sumsToMeans() {
        float[] shares = neighbours.shares();
        for (int cell = 0; cell < products.length; cell++) {
            float squared = shares[cell] * shares[cell];
            products[cell] *= squared;
            frameNorms[cell] *= squared;
            backgroundNorms[cell] *= squared;
        }
    }

    /** Turns the products into distances, in place. */
    private void distances() {
        double sum = 0;
        for (float squaredNorm : backgroundNorms) {
            sum += squaredNorm;
        }
        float e = (float) (sum / backgroundNorms.length);
        for (int cell = 0; cell < products.length; cell++) {
            float lengths = (float) Math.sqrt((frameNorms[cell] + e) * (backgroundNorms[cell] + e));
            products[cell] = 1 - (products[cell] + e) / lengths;
        }
    }
}
