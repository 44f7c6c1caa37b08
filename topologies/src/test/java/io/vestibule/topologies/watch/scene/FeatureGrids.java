package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import java.util.Random;

/** Feature maps drawn as letters, one per cell. Cells with the same letter are equal; cells with different letters are unrelated. */
final class FeatureGrids {

    static final int CHANNELS = 16;

    private FeatureGrids() {}

    static FeatureMap of(String... rows) {
        return noisy(0, 0, rows);
    }

    /** @param noise standard deviation of the noise that is added to features of about 1 */
    static FeatureMap noisy(double noise, long seed, String... rows) {
        int height = rows.length;
        int width = rows[0].length();
        float[] values = new float[CHANNELS * height * width];
        Random random = new Random(seed);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                Random look = new Random(rows[row].charAt(column) * 7919L);
                for (int channel = 0; channel < CHANNELS; channel++) {
                    values[(channel * height + row) * width + column] =
                            (float) (look.nextGaussian() + noise * random.nextGaussian());
                }
            }
        }
        return FeatureMap.of(CHANNELS, height, width, values);
    }

    /** The box of the cells from one row and column to another, as shares of a view. */
    static BoundingBox box(String[] rows, int top, int left, int bottom, int right) {
        float height = rows.length;
        float width = rows[0].length();
        return new BoundingBox(left / width, top / height, (right + 1) / width, (bottom + 1) / height);
    }
}
