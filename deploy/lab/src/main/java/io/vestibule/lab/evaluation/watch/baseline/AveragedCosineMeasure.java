package io.vestibule.lab.evaluation.watch.baseline;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.BoxFilter;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeasure;
import io.vestibule.models.motion.RegularisedCosineMeasure;
import java.util.Arrays;

/**
 * Like {@link RegularisedCosineMeasure}, but the vectors of 3x3 cells are averaged in frame and background before they are compared.
 * Noise and compression blocks differ from cell to cell and cancel out; a visitor is larger than a cell and does not. Distances
 * are smaller than those of {@link RegularisedCosineMeasure}, so the two measures need different thresholds.
 *
 * <p>Holds scratch memory: one thread at a time.
 */
public final class AveragedCosineMeasure implements MotionMeasure {

    private BoxFilter boxFilter = new BoxFilter(0, 0);
    private float[] plane = {};
    private float[] frameSums = {};
    private float[] backgroundSums = {};
    private float[] products = {};
    private float[] frameNorms = {};
    private float[] backgroundNorms = {};

    @Override
    public DistanceMap measure(FeatureMap frame, BackgroundModel background) {
        if (!background.fits(frame)) {
            throw new IllegalArgumentException("frame and background have different shapes");
        }
        clear(frame.height(), frame.width());
        for (int channel = 0; channel < frame.channels(); channel++) {
            frame.channel(channel, plane);
            boxFilter.sum(plane, 0, frameSums);
            boxFilter.sum(background.values(), channel * plane.length, backgroundSums);
            accumulate();
        }
        sumsToMeans();
        productsToDistances();
        float[] means = new float[products.length];
        boxFilter.mean(products, means);
        return new DistanceMap(frame.height(), frame.width(), means);
    }

    private void clear(int height, int width) {
        if (boxFilter.fits(height, width)) {
            Arrays.fill(products, 0);
            Arrays.fill(frameNorms, 0);
            Arrays.fill(backgroundNorms, 0);
            return;
        }
        int cells = height * width;
        boxFilter = new BoxFilter(height, width);
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
        float[] reciprocals = boxFilter.reciprocalCounts();
        for (int cell = 0; cell < products.length; cell++) {
            float squared = reciprocals[cell] * reciprocals[cell];
            products[cell] *= squared;
            frameNorms[cell] *= squared;
            backgroundNorms[cell] *= squared;
        }
    }

    private void productsToDistances() {
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
