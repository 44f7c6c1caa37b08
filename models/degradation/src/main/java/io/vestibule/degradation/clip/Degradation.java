package io.vestibule.degradation.clip;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** A degradation of the pictures of a clip. For one thread. */
public interface Degradation {

    /** JPEG quality of a good camera, 0 to 1. */
    float GOOD_QUALITY = 0.9f;

    /**
     * Changes a picture in place.
     *
     * @param picture of type {@code TYPE_3BYTE_BGR}, with its whole raster
     * @param at time since the start of the clip
     * @param random seeded for this picture
     */
    void apply(BufferedImage picture, Duration at, Random random);

    /** JPEG quality of the resulting pictures, 0 to 1. */
    default float quality() {
        return GOOD_QUALITY;
    }
}
