package io.vestibule.models.image;

/** Decoded pixels, outside the Java heap. */
public interface DecodedImage extends AutoCloseable {

    int width();

    int height();

    /** Width of the original frame in pixels, which this image may show at a smaller scale. Boxes in pixels refer to it. */
    default int frameWidth() {
        return width();
    }

    /** Height of the original frame in pixels. */
    default int frameHeight() {
        return height();
    }

    /** Whether the encoded data was damaged, so that some pixels are wrong. */
    default boolean isDamaged() {
        return false;
    }

    /**
     * A copy of the pixels: blue, green and red of each pixel, row by row.
     *
     * @throws UnsupportedOperationException if the decoder does not provide pixels
     */
    default byte[] bgr() {
        throw new UnsupportedOperationException("this image has no accessible pixels");
    }

    /**
     * A part of the pixels, as an image of its own. The caller closes it, before this image.
     *
     * @throws UnsupportedOperationException if the decoder does not provide parts
     */
    default DecodedImage part(int left, int top, int width, int height) {
        throw new UnsupportedOperationException("this image has no accessible parts");
    }

    @Override
    void close();
}
