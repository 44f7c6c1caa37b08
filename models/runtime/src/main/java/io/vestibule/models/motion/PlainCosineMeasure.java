package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;

/**
 * The cosine distance of each cell, 1 - a.b / (|a| |b|), as AmphibianDetector publishes it; its score for a frame is the
 * largest. Here to be compared with, not for use.
 *
 * <p>As published, a cell without content divides by zero. The least repair: two empty cells are alike (0), an empty and a
 * full one unrelated (1). A value that is not finite stays so.
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
