package io.vestibule.degradation.clip;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** A camera on a slow line: JPEG at quality 25 of 100, whose blocks change with the noise. */
final class StrongCompression implements Degradation {

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        // The encoder compresses the picture.
    }

    @Override
    public float quality() {
        return 0.25f;
    }
}
