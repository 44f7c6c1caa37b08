package io.vestibule.lab.evaluation.watch.baseline;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.CellProducts;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeasure;

/**
 * The cosine distance of each cell, 1 - a.b / (|a| |b|), as published for AmphibianDetector. Its score of a frame is the largest
 * distance.
 *
 * <p>As published, an empty cell divides by zero. The smallest repair is used here: two empty cells have distance 0, an empty and
 * a non-empty cell have distance 1. Values that are not finite remain so. One thread at a time.
 */
public final class PlainCosineMeasure implements MotionMeasure {

    private final CellProducts cells = new CellProducts();

    @Override
    public DistanceMap measure(FeatureMap frame, BackgroundModel background) {
        cells.compute(frame, background);
        float[] products = cells.products();
        float[] distances = new float[products.length];
        for (int cell = 0; cell < distances.length; cell++) {
            distances[cell] = distance(
                    products[cell], cells.squaredNorms()[cell], background.squaredNorms()[cell]);
        }
        return new DistanceMap(frame.height(), frame.width(), distances);
    }

    private static float distance(float product, float frameNorm, float backgroundNorm) {
        if (frameNorm == 0 && backgroundNorm == 0) {
            return 0;
        }
        if (frameNorm == 0 || backgroundNorm == 0) {
            return 1;
        }
        return (float) (1 - product / Math.sqrt((double) frameNorm * backgroundNorm));
    }
}
