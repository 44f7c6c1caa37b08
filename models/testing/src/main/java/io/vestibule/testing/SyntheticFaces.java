package io.vestibule.testing;

import java.util.Random;

/**
 * Pixels of drawn square faces: three bytes a pixel in the order blue, green, red, row by row. The same arguments give the same
 * pixels.
 */
public final class SyntheticFaces {

    private static final int CHANNELS = 3;
    private static final int SQUARE = 24;

    private SyntheticFaces() {}

    /** A gradient with a little noise, which compresses about as well as a photograph of a face. */
    public static byte[] gradient(int side, int seed) {
        byte[] bgr = new byte[side * side * CHANNELS];
        Random random = new Random(seed);
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = (byte) (i / side + 7 * seed + random.nextInt(8));
        }
        return bgr;
    }

    /** Smooth coloured waves with a little noise. Two calls with the same generator give pictures that differ strongly. */
    public static byte[] waves(int side, Random random) {
        double[][] waves = new double[9][];
        for (int i = 0; i < waves.length; i++) {
            waves[i] = random.doubles(4, -1, 1).toArray();
        }
        byte[] bgr = new byte[side * side * CHANNELS];
        for (int at = 0; at < bgr.length; at++) {
            int channel = at % CHANNELS;
            int pixel = at / CHANNELS;
            int above = pixel / side;
            double row = (double) above / side;
            double column = (double) (pixel % side) / side;
            double sum = random.nextGaussian() / 10;
            for (int i = channel; i < waves.length; i += CHANNELS) {
                double[] wave = waves[i];
                sum += wave[0] * Math.sin(6 * (wave[1] * row + wave[2] * column) + 3 * wave[3]);
            }
            bgr[at] = (byte) Math.max(0, Math.min(255, 127 + 70 * sum));
        }
        return bgr;
    }

    /** A person of coarse coloured squares; pictures of one person differ by noise only. */
    public static byte[] squares(int side, int person, int picture) {
        Random colour = new Random(1000 + person);
        Random noise = new Random(31L * person + picture);
        int squares = (side + SQUARE - 1) / SQUARE;
        int[] colours =
                colour.ints((long) squares * squares * CHANNELS, 30, 226).toArray();
        byte[] bgr = new byte[side * side * CHANNELS];
        for (int row = 0; row < side; row++) {
            for (int column = 0; column < side; column++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    int at = CHANNELS * (row / SQUARE * squares + column / SQUARE) + channel;
                    bgr[CHANNELS * (row * side + column) + channel] = (byte) (colours[at] + noise.nextInt(21) - 10);
                }
            }
        }
        return bgr;
    }
}
