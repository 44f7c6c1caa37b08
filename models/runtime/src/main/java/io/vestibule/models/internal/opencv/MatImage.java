package io.vestibule.models.internal.opencv;

import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.integrity.Integrity;
import org.opencv.core.Mat;

/** A decoded image in BGR, with the size of the frame that it shows at a smaller scale. */
public final class MatImage implements DecodedImage {

    private final Mat bgr;
    private final int frameWidth;
    private final int frameHeight;
    private final Integrity integrity;
    private boolean closed;

    MatImage(Mat bgr, int frameWidth, int frameHeight, Integrity integrity) {
        this.bgr = bgr;
        this.frameWidth = frameWidth;
        this.frameHeight = frameHeight;
        this.integrity = integrity;
    }

    static Mat pixels(DecodedImage image) {
        if (image instanceof MatImage mat) {
            return mat.mat();
        }
        throw new IllegalArgumentException("the image comes from another decoder: " + image.getClass());
    }

    @Override
    public byte[] bgr() {
        byte[] pixels = new byte[(int) (mat().total() * mat().elemSize())];
        mat().get(0, 0, pixels);
        return pixels;
    }

    @Override
    public MatImage part(int left, int top, int width, int height) {
        return new MatImage(mat().submat(top, top + height, left, left + width), width, height, integrity);
    }

    Mat mat() {
        if (closed) {
            throw new IllegalStateException("the image is closed");
        }
        return bgr;
    }

    @Override
    public int width() {
        return mat().width();
    }

    @Override
    public int height() {
        return mat().height();
    }

    /** Width of the whole upright frame. */
    @Override
    public int frameWidth() {
        return frameWidth;
    }

    /** Height of the whole upright frame. */
    @Override
    public int frameHeight() {
        return frameHeight;
    }

    @Override
    public boolean isDamaged() {
        return integrity.isDamaged();
    }

    /** The result of the check of the encoded image. */
    Integrity integrity() {
        return integrity;
    }

    /** Whether the scale is 1, so that no larger image exists. */
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
