package io.vestibule.models.image;

/** Decoded pixels, outside the Java heap. */
public interface DecodedImage extends AutoCloseable {

    int width();

    int height();

    /** Width of the whole frame in pixels, of which this may be a smaller copy: what boxes in pixels of the frame refer to. */
    default int frameWidth() {
        return width();
    }

    /** Height of the whole frame in pixels. */
    default int frameHeight() {
        return height();
    }

    @Override
    void close();
}
