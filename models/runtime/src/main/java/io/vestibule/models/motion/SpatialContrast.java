package io.vestibule.models.motion;

/**
 * The spatial contrast of a view: the squared distance of each cell from the mean cell. A covered lens has hardly any contrast. A camera
 * that was turned has another pattern of contrast than before; a lamp that is switched on leaves the pattern unchanged.
 */
public final class SpatialContrast {

    /** Width of the border that is ignored, in cells. Its features depend on the padding and look the same in every view. */
    private static final int BORDER = 2;

    private final float[] deviations;
    private final float strength;

    private SpatialContrast(float[] deviations, float strength) {
        this.deviations = deviations;
        this.strength = strength;
    }

    public static SpatialContrast of(BackgroundModel view) {
        int border = Math.min(view.height(), view.width()) > 4 * BORDER ? BORDER : 0;
        int rows = view.height() - 2 * border;
        int columns = view.width() - 2 * border;
        float[] deviations = new float[rows * columns];
        double power = 0;
        double deviationPower = 0;
        for (int channel = 0; channel < view.channels(); channel++) {
            int start = channel * view.height() * view.width();
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                int from = start + (row + border) * view.width() + border;
                for (int column = 0; column < columns; column++) {
                    sum += view.values()[from + column];
                }
            }
            float mean = (float) (sum / deviations.length);
            for (int row = 0; row < rows; row++) {
                int from = start + (row + border) * view.width() + border;
                for (int column = 0; column < columns; column++) {
                    float value = view.values()[from + column];
                    float deviation = value - mean;
                    deviations[row * columns + column] += deviation * deviation;
                    power += value * value;
                    deviationPower += deviation * deviation;
                }
            }
        }
        return new SpatialContrast(deviations, power > 0 ? (float) (deviationPower / power) : 0);
    }

    /** Share of the features' power that differs from cell to cell: 0 if all cells are equal, at most 1. */
    public float strength() {
        return strength;
    }

    /**
     * Correlation of the contrasts of two views of one shape: 1 for the same view, about 0 for another view. Roots are correlated, so
     * that a single bright edge does not dominate. 0 if one of the views is flat.
     *
     * @throws IllegalArgumentException if the views have different shapes
     */
    public float correlation(SpatialContrast other) {
        if (deviations.length != other.deviations.length) {
            throw new IllegalArgumentException("the views have different shapes");
        }
        double mean = 0;
        double otherMean = 0;
        for (int i = 0; i < deviations.length; i++) {
            mean += Math.sqrt(deviations[i]) / deviations.length;
            otherMean += Math.sqrt(other.deviations[i]) / deviations.length;
        }
        double both = 0;
        double own = 0;
        double others = 0;
        for (int i = 0; i < deviations.length; i++) {
            double a = Math.sqrt(deviations[i]) - mean;
            double b = Math.sqrt(other.deviations[i]) - otherMean;
            both += a * b;
            own += a * a;
            others += b * b;
        }
        return own > 0 && others > 0 ? (float) (both / Math.sqrt(own * others)) : 0;
    }
}
