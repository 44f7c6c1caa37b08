package io.vestibule.models.internal.opencv;

import io.vestibule.models.image.DecodedImage;
import org.opencv.core.Mat;

/** A decoded picture, BGR, that knows how large the frame is of which it is a reduction. */
public final class MatImage implements DecodedImage {

    private final Mat bgr;
    private final int frameWidth;
    private final int frameHeight;
    private boolean closed;

    MatImage(Mat bgr, int frameWidth, int frameHeight) {
        this.bgr = bgr;
        this.frameWidth = frameWidth;
        this.frameHeight = frameHeight;
    }

    static Mat pixels(DecodedImage picture) {
        if (picture instanceof MatImage mat) {
            return mat.bgr();
        }
        throw new IllegalArgumentException("a picture of another decoder: " + picture.getClass());
    }

    Mat bgr() {
        if (closed) {
            throw new IllegalStateException("the picture is closed");
        }
        return bgr;
    }

    @Override
    public int width() {
        return bgr().width();
    }

    @Override
    public int height() {
        return bgr().height();
    }

    /** Width of the whole frame, upright. */
    @Override
    public int frameWidth() {
        return frameWidth;
    }

    /** Height of the whole frame, upright. */
    @Override
    public int frameHeight() {
        return frameHeight;
    }

    /** Whether it is the frame itself: there is no larger picture of it. */
    public boolean isWhole() {
        return width() == frameWidth && height() == frameHeight;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            bgr.release();
        }
    }
}
