package io.vestibule.models.image;

import java.nio.ByteBuffer;

/**
 * An encoded image with a valid header. The pixel data may still be damaged.
 *
 * @param bytes the whole file, from position to limit; not copied, and must not be changed
 * @param width width in the header, before an orientation tag is applied
 * @param height height in the header, before an orientation tag is applied
 */
public record EncodedImage(ByteBuffer bytes, ImageFormat format, int width, int height) {

    /** Default limit of pixels, 16,384 x 16,384: more than any camera or telephone has. */
    public static final long DEFAULT_MAXIMUM_PIXELS = 268_435_456;

    /**
     * Reads only the header of a frame, which is a JPEG or PNG.
     *
     * @param maximumPixels at most 67,108,864 apply to a PNG and a progressive JPEG, which are decoded as a whole
     * @throws BadImageException if there are no bytes, they are neither JPEG nor PNG, or the header gives a side of zero
     *     or too many pixels
     */
    public static EncodedImage of(ByteBuffer bytes, long maximumPixels) throws BadImageException {
        return ImageHeader.readFrame(bytes, maximumPixels);
    }

    /**
     * Reads only the header of a photograph in any readable format.
     *
     * @param maximumPixels as in {@link #of}; at most 25 million apply to TIFF, BMP and GIF, which are decoded on the Java heap
     * @throws BadImageException if there are no bytes, the format is unknown or cannot be read, or the header gives a side of zero
     *     or too many pixels
     */
    public static EncodedImage ofPhotograph(ByteBuffer bytes, long maximumPixels) throws BadImageException {
        return ImageHeader.readPhotograph(bytes, maximumPixels);
    }
}
