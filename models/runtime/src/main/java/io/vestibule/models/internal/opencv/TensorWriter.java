package io.vestibule.models.internal.opencv;

import io.vestibule.models.internal.memory.ObjectPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.zoo.manifest.ModelCard.Input;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Writes BGR pixels into the planes of an input tensor: scaled to its size, in its colour order, normalised. */
final class TensorWriter {

    private static final int KEPT_SCRATCH = 8;

    private final Input input;
    private final Size size;
    private final ObjectPool<Scratch> scratch = new ObjectPool<>(Scratch::new, KEPT_SCRATCH);

    TensorWriter(Input input) {
        this.input = input;
        this.size = new Size(input.width(), input.height());
    }

    /** Size of one item of the batch, in bytes. */
    int bytes() {
        return input.channels() * planeBytes();
    }

    /** @param item index in the batch */
    void write(Mat bgr, PooledBuffer target, int item) {
        Scratch mats = scratch.take();
        try {
            writePlanes(fitted(bgr, size, mats), mats, target, item);
        } finally {
            scratch.put(mats);
        }
    }

    /**
     * Writes a part of an image that is scaled to the height of the input and to another width.
     *
     * @param width width of the whole image, scaled
     * @param left first column of the part
     */
    void writePart(Mat bgr, int width, int left, PooledBuffer target) {
        Scratch mats = scratch.take();
        try {
            Mat fitted = fitted(bgr, new Size(width, input.height()), mats);
            Mat part = fitted.submat(0, input.height(), left, left + input.width());
            writePlanes(part, mats, target, 0);
            part.release();
        } finally {
            scratch.put(mats);
        }
    }

    private void writePlanes(Mat fitted, Scratch mats, PooledBuffer target, int item) {
        for (int plane = 0; plane < input.channels(); plane++) {
            channel(fitted, plane, mats.plane);
            normalise(mats.plane, plane, target, item * bytes() + plane * planeBytes());
        }
    }

    /** Averages pixels when it reduces. Sampling single pixels would make noise and fine stripes flicker. */
    private static Mat fitted(Mat bgr, Size to, Scratch mats) {
        if (bgr.width() == to.width && bgr.height() == to.height) {
            return bgr;
        }
        boolean smaller = bgr.width() >= to.width && bgr.height() >= to.height;
        Imgproc.resize(bgr, mats.fitted, to, 0, 0, smaller ? Imgproc.INTER_AREA : Imgproc.INTER_LINEAR);
        return mats.fitted;
    }

    private void channel(Mat bgr, int plane, Mat into) {
        switch (input.colours()) {
            case BGR -> Core.extractChannel(bgr, into, plane);
            case RGB -> Core.extractChannel(bgr, into, 2 - plane);
            case GREY -> Imgproc.cvtColor(bgr, into, Imgproc.COLOR_BGR2GRAY);
            case FEATURES -> throw new IllegalStateException(input.name() + " takes no pixels");
        }
    }

    private void normalise(Mat pixels, int plane, PooledBuffer target, int offset) {
        Mat floats = new Mat(input.height(), input.width(), CvType.CV_32FC1, target.bytes(offset, planeBytes()));
        // (pixel - mean) * scale, written in place: the matrix is a view of the tensor's memory.
        pixels.convertTo(floats, CvType.CV_32F, input.scale(), -input.mean().get(plane) * input.scale());
        floats.release();
    }

    private int planeBytes() {
        return input.width() * input.height() * Float.BYTES;
    }

    /** Native memory for one call. Matrices that the pool drops are freed with their Java objects. */
    private static final class Scratch {
        final Mat fitted = new Mat();
        final Mat plane = new Mat();
    }
}
