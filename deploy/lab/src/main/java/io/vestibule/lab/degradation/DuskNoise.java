package io.vestibule.lab.degradation;

import io.vestibule.lab.scenes.SensorNoise;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** A cheap sensor in the dusk: Gaussian noise on each colour of each pixel, standard deviation 20 of 255. */
final class DuskNoise implements Degradation {

    private static final double SIGMA = 20;

    private final SensorNoise noise;

    DuskNoise(long seed) {
        this.noise = new SensorNoise(seed);
    }

    @Override
    public void spoil(BufferedImage picture, Duration at, Random random) {
        noise.addTo(PicturePixels.of(picture), 1, SIGMA, false, random);
    }
}
