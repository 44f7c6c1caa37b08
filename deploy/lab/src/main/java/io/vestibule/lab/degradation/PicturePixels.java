package io.vestibule.lab.degradation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** The bytes behind a picture: blue, green, red, row by row. */
final class PicturePixels {

    private PicturePixels() {}

    static byte[] of(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
