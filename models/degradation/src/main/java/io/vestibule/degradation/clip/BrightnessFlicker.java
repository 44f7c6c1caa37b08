package io.vestibule.degradation.clip;

import io.vestibule.degradation.PixelBytes;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * Brightness that varies by up to 25 %: 15 % in 20 seconds, as under clouds, and 10 % at 1.7 Hz, which is how a few frames a second show the
 * 100 Hz of the mains.
 */
final class BrightnessFlicker implements Degradation {

    private static final double SLOW = 0.15;
    private static final double SLOW_HERTZ = 0.05;
    private static final double FAST = 0.10;
    private static final double FAST_HERTZ = 1.7;

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        byte[] changed = new byte[256];
        double gain = gain(at.toMillis() / 1000.0);
        for (int value = 0; value < 256; value++) {
            changed[value] = PixelBytes.clamp(gain * value);
        }
        byte[] pixels = PixelBytes.of(picture);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = changed[pixels[i] & 255];
        }
    }

    private static double gain(double seconds) {
        return 1
                + SLOW * Math.sin(2 * Math.PI * SLOW_HERTZ * seconds)
                + FAST * Math.sin(2 * Math.PI * FAST_HERTZ * seconds);
    }
}
