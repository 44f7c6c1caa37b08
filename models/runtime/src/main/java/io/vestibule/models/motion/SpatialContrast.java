package io.vestibule.models.motion;

/**
 * Spatial contrast of a background: the squared distance of each cell from the mean cell. A covered lens has almost none. A camera
 * that was turned has another distribution than before, while a lamp that is switched on does not change it.
 */
public final class SpatialContrast {

    /** Cells at the border. Their features depend on the padding and are similar in every view. */
    private static final int BORDER = 2;

    private final float[] contrasts;
    private final float strength;

    private SpatialContrast(float[] contrasts, float strength) {
        this.contrasts = contrasts;
        this.strength = strength;
    }

    public static SpatialContrast of(BackgroundModel view) {
        int border = Math.min(view.height(), view.width()) > 4 * BORDER ? BORDER : 0;
        int rows = view.height() - 2 * border;
        int columns = view.width() - 2 * border;
        float[] contrasts = new float[rows * columns];
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
            float mean = (float) (sum / contrasts.length);
            for (int row = 0; row < rows; row++) {
                int from = start + (row + border) * view.width() + border;
                for (int column = 0; column < columns; column++) {
                    float value = view.values()[from + column];
                    float deviation = value - mean;
                    contrasts[row * columns + column] += deviation * deviation;
                    lengths += value * value;
                    deviations += deviation * deviation;
                }
            }
        }
        return new SpatialContrast(contrasts, lengths > 0 ? (float) (deviations / lengths) : 0);
    }

    /** Share of the features' power that differs between cells: 0 if all cells are equal, at most 1. */
    public float strength() {
        return strength;
    }

    /**
     * Correlation with another contrast of the same shape: 1 for the same view, about 0 for another one. It uses square roots, so
     * that one bright edge does not dominate. 0 if one of them has no contrast.
     */
    public float likeness(SpatialContrast other) {
        if (contrasts.length != other.contrasts.length) {
            throw new IllegalArgumentException("the contrasts differ in shape");
        }
        double mean = 0;
        double otherMean = 0;
        for (int i = 0; i < contrasts.length; i++) {
            mean += Math.sqrt(contrasts[i]) / contrasts.length;
            otherMean += Math.sqrt(other.contrasts[i]) / contrasts.length;
        }
        double both = 0;
        double own = 0;
        double others = 0;
        for (int i = 0; i < contrasts.length; i++) {
            double a = Math.sqrt(contrasts[i]) - mean;
            double b = Math.sqrt(other.contrasts[i]) - otherMean;
            both += a * b;
            own += a * a;
            others += b * b;
        }
        return own > 0 && others > 0 ? (float) (both / Math.sqrt(own * others)) : 0;
    }
}
