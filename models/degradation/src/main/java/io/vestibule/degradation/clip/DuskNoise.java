package io.vestibule.degradation.clip;

import io.vestibule.degradation.PixelBytes;
import io.vestibule.degradation.SensorNoise;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** A cheap sensor at dusk: Gaussian noise on each value of each pixel, with a standard deviation of 20 of 255. */
final class DuskNoise implements Degradation {

    private static final double SIGMA = 20;

    private final SensorNoise noise;

    DuskNoise(long seed) {
        this.noise = new SensorNoise(seed);
    }

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        noise.addTo(PixelBytes.of(picture), 1, SIGMA, false, random);
    }
}
