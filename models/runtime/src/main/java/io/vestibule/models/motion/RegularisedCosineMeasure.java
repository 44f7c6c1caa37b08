package io.vestibule.models.motion;

import io.vestibule.models.detection.FeatureMap;

/**
 * The distance measure of the product. With cell vectors a (frame) and b (background), and e the mean squared length of a
 * background cell, the distance of a cell is
 *
 * <pre>1 - (a.b + e) / sqrt((|a|^2 + e) (|b|^2 + e))</pre>
 *
 * averaged over 3x3 cells (fewer at the border). With e = 0 and without the average it is the published plain cosine distance. The
 * term e keeps sensor noise in nearly empty cells (a wall, the night) from becoming large angles. It also rules out a division by
 * zero, as long as the background is not empty.
 *
 * <p>Holds scratch memory: one thread at a time.
 */
public final class RegularisedCosineMeasure implements MotionMeasure {

    private final CellProducts cells = new CellProducts();
    private BoxFilter boxFilter = new BoxFilter(0, 0);

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
        if (!boxFilter.fits(frame.height(), frame.width())) {
            boxFilter = new BoxFilter(frame.height(), frame.width());
        }
        float[] means = new float[distances.length];
        boxFilter.mean(distances, means);
        return new DistanceMap(frame.height(), frame.width(), means);
    }
}
