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

    @Override
    void close();
}
