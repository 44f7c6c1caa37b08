package io.vestibule.degradation;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/** Pixels as bytes: blue, green, red, row by row. */
public final class PixelBytes {

    private PixelBytes() {}

    /** The bytes behind a picture of type {@code TYPE_3BYTE_BGR}. Changes of them change the picture. */
    public static byte[] of(BufferedImage picture) {
        return ((DataBufferByte) picture.getRaster().getDataBuffer()).getData();
    }

    /** The nearest byte, 0 to 255. */
    public static byte clamp(double value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
