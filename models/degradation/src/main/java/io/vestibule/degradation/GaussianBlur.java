package io.vestibule.degradation;

/** Gaussian blur, as of a lens that is out of focus, or of motion. */
public final class GaussianBlur {

    private GaussianBlur() {}

    /**
     * Blurs a square picture. Its edge is repeated outside.
     *
     * @param bgr pixels of blue, green, red; not changed
     * @param side of the picture in pixels
     * @param sigma standard deviation in pixels, over 0
     * @return the blurred pixels
     */
    public static byte[] apply(byte[] bgr, int side, double sigma) {
        double[] kernel = kernel(sigma);
        return convolve(convolve(bgr, side, kernel, 3), side, kernel, 3 * side);
    }

    private static double[] kernel(double sigma) {
        double[] kernel = new double[2 * (int) Math.ceil(3 * sigma) + 1];
        int middle = kernel.length / 2;
        double sum = 0;
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = Math.exp(-(i - middle) * (i - middle) / (2 * sigma * sigma));
            sum += kernel[i];
        }
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] /= sum;
        }
        return kernel;
    }

    /** @param step from a value to its neighbour: 3 along a row, the bytes of a row along a column */
    private static byte[] convolve(byte[] pixels, int side, double[] kernel, int step) {
        byte[] result = new byte[pixels.length];
        int middle = kernel.length / 2;
        for (int i = 0; i < pixels.length; i++) {
            int position = step == 3 ? i / 3 % side : i / (3 * side);
            double sum = 0;
            for (int k = 0; k < kernel.length; k++) {
                int other = Math.max(0, Math.min(side - 1, position + k - middle));
                sum += kernel[k] * (pixels[i + (other - position) * step] & 255);
            }
            result[i] = PixelBytes.clamp(sum);
        }
        return result;
    }
}
