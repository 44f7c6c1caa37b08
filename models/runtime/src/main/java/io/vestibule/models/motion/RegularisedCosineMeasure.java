package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;

/**
 * Regularised cosine distance. For cell vectors a (frame) and b (background), and e the mean squared length of a background cell, the
 * distance is
 *
 * <pre>1 - (a.b + e) / sqrt((|a|^2 + e) (|b|^2 + e))</pre>
 *
 * averaged over the 3x3 cells around (fewer at the border). With e = 0 and without the average it is the published plain cosine. In
 * cells with weak features (a wall, the night), e prevents large angles from sensor noise. It also prevents a division by zero as
 * long as the background is not empty.
 *
 * <p>Not safe for concurrent use, because it holds scratch memory.
 */
public final class RegularisedCosineMeasure implements MotionMeasure {

    private final CellProducts cells = new CellProducts();
    private BoxFilter average = new BoxFilter(0, 0);

    @Override
    public DistanceMap measure(FeatureMap frame, BackgroundModel background) {
        cells.compute(frame, background);
        float[] distances = cells.products();
        float[] frameNorms = cells.squaredNorms();
        float[] backgroundNorms = background.squaredNorms();
        float e = background.regularisation();
        for (int cell = 0; cell < distances.length; cell++) {
            float lengths = (float) Math.sqrt((frameNorms[cell] + e) * (backgroundNorms[cell] + e));
            distances[cell] = 1 - (distances[cell] + e) / lengths;
        }
        if (!average.fit(frame.height(), frame.width())) {
            average = new BoxFilter(frame.height(), frame.width());
        }
        float[] means = new float[distances.length];
        average.mean(distances, means);
        return new DistanceMap(frame.height(), frame.width(), means);
    }
}
