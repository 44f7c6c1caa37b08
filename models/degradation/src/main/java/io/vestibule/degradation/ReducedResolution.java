package io.vestibule.degradation;

/** Reduces a picture to fewer pixels and enlarges it again, as of a face that is small in its frame. */
public final class ReducedResolution {

    private ReducedResolution() {}

    /**
     * Reduces a square picture by area means, and enlarges it by bilinear interpolation.
     *
     * @param bgr pixels of blue, green, red; not changed
     * @param side of the picture in pixels
     * @param smallSide side of the reduced picture, 1 to {@code side}
     * @return pixels of the original size
     */
    public static byte[] apply(byte[] bgr, int side, int smallSide) {
        return enlarge(reduce(bgr, side, smallSide), smallSide, side);
    }

    /** Means over the area of each small pixel, rounded to whole values. */
    private static double[] reduce(byte[] bgr, int side, int smallSide) {
        double[] rows = reduceRows(bgr, side, smallSide);
        double[] small = new double[smallSide * smallSide * 3];
        double scale = (double) side / smallSide;
        for (int y = 0; y < smallSide; y++) {
            double top = y * scale;
            double bottom = top + scale;
            for (int from = (int) top; from < Math.min(side, Math.ceil(bottom)); from++) {
                double overlap = Math.min(bottom, from + 1.0) - Math.max(top, from);
                for (int i = 0; i < 3 * smallSide; i++) {
                    small[y * 3 * smallSide + i] += overlap * rows[from * 3 * smallSide + i];
                }
            }
        }
        for (int i = 0; i < small.length; i++) {
            small[i] = Math.round(small[i] / (scale * scale));
        }
        return small;
    }

    /** Sums along each row. */
    private static double[] reduceRows(byte[] bgr, int side, int smallSide) {
        double[] rows = new double[side * smallSide * 3];
        double scale = (double) side / smallSide;
        for (int x = 0; x < smallSide; x++) {
            double left = x * scale;
            double right = left + scale;
            for (int from = (int) left; from < Math.min(side, Math.ceil(right)); from++) {
                double overlap = Math.min(right, from + 1.0) - Math.max(left, from);
                for (int y = 0; y < side; y++) {
                    for (int channel = 0; channel < 3; channel++) {
                        rows[(y * smallSide + x) * 3 + channel] +=
                                overlap * (bgr[(y * side + from) * 3 + channel] & 255);
                    }
                }
            }
        }
        return rows;
    }

    private static byte[] enlarge(double[] small, int smallSide, int side) {
        byte[] large = new byte[side * side * 3];
        for (int y = 0; y < side; y++) {
            double down = position(y, side, smallSide);
            int top = (int) down;
            int bottom = Math.min(top + 1, smallSide - 1);
            for (int x = 0; x < side; x++) {
                double across = position(x, side, smallSide);
                int left = (int) across;
                int right = Math.min(left + 1, smallSide - 1);
                for (int channel = 0; channel < 3; channel++) {
                    double upper = mix(
                            small[(top * smallSide + left) * 3 + channel],
                            small[(top * smallSide + right) * 3 + channel],
                            across - left);
                    double lower = mix(
                            small[(bottom * smallSide + left) * 3 + channel],
                            small[(bottom * smallSide + right) * 3 + channel],
                            across - left);
                    large[(y * side + x) * 3 + channel] = PixelBytes.clamp(mix(upper, lower, down - top));
                }
            }
        }
        return large;
    }

    /** Position of a pixel's centre among the centres of the small pixels. */
    private static double position(int pixel, int side, int smallSide) {
        return Math.max(0, Math.min(smallSide - 1.0, (pixel + 0.5) * smallSide / side - 0.5));
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }
}
