package io.vestibule.lab.evaluation.watch.baseline;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.motion.MotionSensor;
import java.util.Arrays;

/**
 * The baseline sensor: a small grey picture, as video recorders use it for motion detection. The picture is scaled down and
 * blurred against noise and shaking. Each pixel is divided by the brightness of its surroundings, so that flicker, a passing
 * cloud and exposure do not show. One channel: 0 is as bright as the surroundings.
 *
 * <p>Values are relative to 0 and not to 1, because a scene detects a covered lens by how little of a view's power differs from
 * cell to cell. A picture that is about 1 everywhere would always count as covered.
 *
 * <p>Thread-safe.
 */
public final class PixelSensor implements MotionSensor {

    /** Name of this sensor. */
    public static final String ID = "pixel";

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;

    /** Standard deviation of the blur, in pixels of the small picture. */
    private static final double BLUR = 2;

    /** Half the side of the square whose mean is the brightness of the surroundings: 41 pixels. */
    private static final int SURROUNDINGS = 20;

    /** Added to the brightness of the surroundings (0 to 255), so that noise in dark corners is not amplified. */
    private static final float DARKNESS = 8;

    private static final float[] GAUSSIAN = gaussian();
    private static final float[] UNIFORM = uniform();

    @Override
    public String id() {
        return ID;
    }

    @Override
    public int inputWidth() {
        return WIDTH;
    }

    @Override
    public int inputHeight() {
        return HEIGHT;
    }

    @Override
    public FeatureMap sense(DecodedImage image) {
        float[] grey = smallGrey(image);
        float[] blurred = convolve(grey, GAUSSIAN);
        float[] surroundings = convolve(grey, UNIFORM);
        for (int pixel = 0; pixel < blurred.length; pixel++) {
            blurred[pixel] = blurred[pixel] / (surroundings[pixel] + DARKNESS) - 1;
        }
        return FeatureMap.of(1, HEIGHT, WIDTH, blurred);
    }

    /** The picture scaled to the input size by the mean of the covered area, in grey, 0 to 255. */
    private static float[] smallGrey(DecodedImage image) {
        byte[] bgr = image.bgr();
        float[] grey = new float[image.width() * image.height()];
        for (int pixel = 0; pixel < grey.length; pixel++) {
            // Weights of ITU-R BT.601.
            grey[pixel] = 0.114f * (bgr[3 * pixel] & 255)
                    + 0.587f * (bgr[3 * pixel + 1] & 255)
                    + 0.299f * (bgr[3 * pixel + 2] & 255);
        }
        float[] narrow = scaleRows(grey, image.width(), image.height(), WIDTH);
        return transpose(
                scaleRows(transpose(narrow, WIDTH, image.height()), image.height(), WIDTH, HEIGHT), HEIGHT, WIDTH);
    }

    private static float[] scaleRows(float[] values, int width, int rows, int newWidth) {
        double step = width / (double) newWidth;
        float[] scaled = new float[newWidth * rows];
        for (int column = 0; column < newWidth; column++) {
            double from = column * step;
            double to = Math.min(width, from + step);
            for (int source = (int) from; source < to; source++) {
                float weight = (float) ((Math.min(to, source + 1) - Math.max(from, source)) / step);
                for (int row = 0; row < rows; row++) {
                    scaled[row * newWidth + column] += weight * values[row * width + source];
                }
            }
        }
        return scaled;
    }

    private static float[] transpose(float[] values, int width, int height) {
        float[] transposed = new float[values.length];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                transposed[column * height + row] = values[row * width + column];
            }
        }
        return transposed;
    }

    /** Convolution with a symmetric kernel along rows and columns. Beyond its edges the picture is reflected. */
    private static float[] convolve(float[] values, float[] kernel) {
        float[] rows = convolveRows(values, WIDTH, HEIGHT, kernel);
        return transpose(convolveRows(transpose(rows, WIDTH, HEIGHT), HEIGHT, WIDTH, kernel), HEIGHT, WIDTH);
    }

    private static float[] convolveRows(float[] values, int width, int height, float[] kernel) {
        int radius = kernel.length / 2;
        float[] padded = new float[width + 2 * radius];
        float[] result = new float[values.length];
        for (int row = 0; row < height; row++) {
            for (int i = 0; i < padded.length; i++) {
                int column = Math.abs(i - radius);
                padded[i] = values[row * width + (column < width ? column : 2 * (width - 1) - column)];
            }
            for (int tap = 0; tap < kernel.length; tap++) {
                for (int column = 0; column < width; column++) {
                    result[row * width + column] += kernel[tap] * padded[column + tap];
                }
            }
        }
        return result;
    }

    private static float[] gaussian() {
        int radius = (int) (4 * BLUR);
        double[] weights = new double[2 * radius + 1];
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            weights[i] = Math.exp(-Math.pow(i - radius, 2) / (2 * BLUR * BLUR));
            sum += weights[i];
        }
        float[] kernel = new float[weights.length];
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) (weights[i] / sum);
        }
        return kernel;
    }

    private static float[] uniform() {
        float[] kernel = new float[2 * SURROUNDINGS + 1];
        Arrays.fill(kernel, 1f / kernel.length);
        return kernel;
    }
}
