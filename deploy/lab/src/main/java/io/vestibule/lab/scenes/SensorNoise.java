package io.vestibule.lab.scenes;

import java.util.Random;

/**
 * Gaussian sensor noise. The values are drawn once, and each frame reads them from a random offset: a hundred times
 * faster than drawing new values.
 */
public final class SensorNoise {

    private static final int VALUES = 1 << 21;
    private static final int UNIT = 32;

    private final byte[] values = new byte[VALUES];

    public SensorNoise(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < VALUES; i++) {
            values[i] = (byte) Math.max(-127, Math.min(127, Math.round(UNIT * random.nextGaussian())));
        }
    }

    /**
     * Changes pixels in place: {@code value * gain + sigma * noise}. The noise repeats in pictures of more than two
     * million values.
     *
     * @param pixels bytes of a colour image, three per pixel
     * @param grey whether the three values of a pixel get the same noise
     */
    public void addTo(byte[] pixels, double gain, double sigma, boolean grey, Random random) {
        int fixedGain = (int) Math.round(gain * 256);
        int fixedSigma = (int) Math.round(sigma * 256 / UNIT);
        int needed = grey ? pixels.length / 3 : pixels.length;
        int at = random.nextInt(needed < VALUES ? VALUES - needed : VALUES);
        if (grey) {
            for (int i = 0; i < pixels.length; i += 3) {
                byte value = noisy(pixels[i], fixedGain, values[at++ & VALUES - 1] * fixedSigma);
                pixels[i] = value;
                pixels[i + 1] = value;
                pixels[i + 2] = value;
            }
        } else {
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = noisy(pixels[i], fixedGain, values[at++ & VALUES - 1] * fixedSigma);
            }
        }
    }

    private static byte noisy(byte value, int gain, int noise) {
        int result = (value & 255) * gain + noise + 128 >> 8;
        return (byte) Math.max(0, Math.min(255, result));
    }
}
