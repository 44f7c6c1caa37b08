package io.vestibule.app.evaluate.watch.degradation;

import io.vestibule.app.demo.scene.SensorNoise;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** A cheap sensor in the dusk: Gaussian noise on each colour of each pixel, standard deviation 20 of 255. */
final class Noise implements Degradation {

    private static final double SIGMA = 20;

    private final SensorNoise noise;

    Noise(long seed) {
        this.noise = new SensorNoise(seed);
    }

    @Override
    public void spoil(BufferedImage picture, Duration at, Random random) {
        noise.addTo(Pixels.of(picture), 1, SIGMA, false, random);
    }
}
