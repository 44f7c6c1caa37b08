package io.vestibule.degradation.clip;

import io.vestibule.degradation.InfraredConversion;
import io.vestibule.degradation.PixelBytes;
import io.vestibule.degradation.SensorNoise;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** An infrared camera at night, during the whole clip. Its noise is grey with a standard deviation of 7 of 255. */
final class InfraredNight implements Degradation {

    private static final double SIGMA = 7;

    private final SensorNoise noise;

    InfraredNight(long seed) {
        this.noise = new SensorNoise(seed);
    }

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        byte[] pixels = PixelBytes.of(picture);
        InfraredConversion.ofDoorCamera(picture.getWidth(), picture.getHeight()).apply(pixels);
        noise.addTo(pixels, 1, SIGMA, true, random);
    }
}
