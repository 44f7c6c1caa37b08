package io.vestibule.lab.degradation;

import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/** Makes the pictures of a clip worse. One thread at a time. */
public interface Degradation {

    /** Of the JPEG that comes out, if nothing else is said: that of a good camera. */
    float GOOD_QUALITY = 0.9f;

    /**
     * Changes a picture in place.
     *
     * @param picture of type {@code TYPE_3BYTE_BGR}, with its whole raster
     * @param at since the clip's beginning
     * @param random seeded for this picture
     */
    void spoil(BufferedImage picture, Duration at, Random random);

    /** Quality of the JPEG that comes out, 0 to 1. */
    default float quality() {
        return GOOD_QUALITY;
    }
}
