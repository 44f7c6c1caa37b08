package io.vestibule.degradation;

import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * Gaussian noise of a sensor. The values are drawn once and then read from a random position for each picture, which costs a hundredth of
 * drawing new ones. Thread-safe.
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
     * Changes pixels in place: {@code value * gain + sigma * noise}. In pictures of more than two million values the noise repeats.
     *
     * @param bgr pixels of blue, green, red
     * @param gain factor; under 1 for low light
     * @param sigma standard deviation, of 255
     * @param grey whether the three values of a pixel get the same noise; the picture must be grey
     */
    public void addTo(byte[] bgr, double gain, double sigma, boolean grey, RandomGenerator random) {
        int fixedGain = (int) Math.round(gain * 256);
        int fixedSigma = (int) Math.round(sigma * 256 / UNIT);
        int needed = grey ? bgr.length / 3 : bgr.length;
        int at = random.nextInt(needed < VALUES ? VALUES - needed : VALUES);
        if (grey) {
            for (int i = 0; i < bgr.length; i += 3) {
                byte value = noisy(bgr[i], fixedGain, values[at++ & (VALUES - 1)] * fixedSigma);
                bgr[i] = value;
                bgr[i + 1] = value;
                bgr[i + 2] = value;
            }
        } else {
            for (int i = 0; i < bgr.length; i++) {
                bgr[i] = noisy(bgr[i], fixedGain, values[at++ & (VALUES - 1)] * fixedSigma);
            }
        }
    }

    private static byte noisy(byte value, int gain, int noise) {
        int result = ((value & 255) * gain + noise + 128) >> 8;
        return (byte) Math.max(0, Math.min(255, result));
    }
}
