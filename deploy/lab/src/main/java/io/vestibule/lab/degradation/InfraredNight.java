package io.vestibule.lab.degradation;

import io.vestibule.lab.scenes.SensorNoise;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * An infrared camera at night, the whole clip long: grey, mostly from red; lit from beside the lens, 1.12 times as bright in
 * the middle and down to 0.67 in the corners; grey noise with a standard deviation of 7 of 255.
 */
final class InfraredNight implements Degradation {

    private static final double SIGMA = 7;

    private final SensorNoise noise;

    InfraredNight(long seed) {
        this.noise = new SensorNoise(seed);
    }

    @Override
    public void spoil(BufferedImage picture, Duration at, Random random) {
        byte[] pixels = PicturePixels.of(picture);
        int width = picture.getWidth();
        int height = picture.getHeight();
        for (int y = 0, i = 0; y < height; y++) {
            double down = y / (double) height - 0.5;
            for (int x = 0; x < width; x++, i += 3) {
                double across = x / (double) width - 0.5;
                double grey = 0.08 * (pixels[i] & 255) + 0.31 * (pixels[i + 1] & 255) + 0.61 * (pixels[i + 2] & 255);
                byte lit = PicturePixels.clamp(grey * (1.12 - 0.9 * (across * across + down * down)));
                pixels[i] = lit;
                pixels[i + 1] = lit;
                pixels[i + 2] = lit;
            }
        }
        noise.addTo(pixels, 1, SIGMA, true, random);
    }
}
