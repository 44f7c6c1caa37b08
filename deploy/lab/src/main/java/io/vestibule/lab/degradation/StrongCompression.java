package io.vestibule.lab.degradation;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** A thin line: JPEG at quality 25 of 100, whose blocks change with every little bit of noise. */
final class StrongCompression implements Degradation {

    @Override
    public void spoil(BufferedImage picture, Duration at, Random random) {
        // The encoder does it.
    }

    @Override
    public float quality() {
        return 0.25f;
    }
}
