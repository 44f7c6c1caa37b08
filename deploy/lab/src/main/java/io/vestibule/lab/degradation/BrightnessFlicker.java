package io.vestibule.lab.degradation;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * Brightness that wavers by up to 25 % either way: 15 % slowly, in 20 seconds, as under clouds, and 10 % fast, which is the
 * mains' 100 Hz as a few frames a second show it (1.7 Hz).
 */
final class BrightnessFlicker implements Degradation {

    private static final double SLOW = 0.15;
    private static final double SLOW_HERTZ = 0.05;
    private static final double FAST = 0.10;
    private static final double FAST_HERTZ = 1.7;

    @Override
    public void spoil(BufferedImage picture, Duration at, Random random) {
        byte[] brighter = new byte[256];
        double gain = gain(at.toMillis() / 1000.0);
        for (int value = 0; value < 256; value++) {
            brighter[value] = PicturePixels.clamp(gain * value);
        }
        byte[] pixels = PicturePixels.of(picture);
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = brighter[pixels[i] & 255];
        }
    }

    static double gain(double seconds) {
        return 1
                + SLOW * Math.sin(2 * Math.PI * SLOW_HERTZ * seconds)
                + FAST * Math.sin(2 * Math.PI * FAST_HERTZ * seconds);
    }
}
