package io.vestibule.models.internal.opencv;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.internal.memory.BufferPool;
import io.vestibule.models.internal.memory.ObjectPool;
import io.vestibule.models.internal.memory.PooledBuffer;
import io.vestibule.models.motion.MotionSensor;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/**
 * A small grey picture, as video recorders use it to tell motion: scaled down, blurred against noise and shaking, and each
 * pixel over the brightness of its surroundings, so that neither flicker nor a passing cloud nor the exposure shows. No
 * network: the rival that a motion sensor made of features must beat. One channel; about 1 is as bright as around it.
 */
public final class PixelSensor implements MotionSensor {

    private static final int WIDTH = 160;
    private static final int HEIGHT = 120;
    private static final Size SIZE = new Size(WIDTH, HEIGHT);

    /** Standard deviation of the blur, in pixels of the small picture. */
    private static final double BLUR = 2;

    private static final Size AUTOMATIC = new Size(0, 0);

    /** Side of the square whose mean is a pixel's surroundings. */
    private static final Size SURROUNDINGS = new Size(41, 41);

    /** Added to the surroundings' brightness (0 to 255), so that the noise of a dark corner is not blown up. */
    private static final Scalar DARKNESS = new Scalar(8);

    private static final int KEPT = 8;

    private final BufferPool buffers;
    private final ObjectPool<Scratch> scratch = new ObjectPool<>(Scratch::new, KEPT);

    public PixelSensor(BufferPool buffers) {
        this.buffers = buffers;
    }

    @Override
    public String id() {
        return "pixel";
    }

    @Override
    public int inputWidth() {
        return WIDTH;
    }

    @Override
    public int inputHeight() {
        return HEIGHT;
    }

    @Override
    public FeatureMap sense(DecodedImage picture) {
        PooledBuffer cells = buffers.takeFloats(WIDTH * HEIGHT);
        try {
            OpenCv.run("pixel sensor", () -> write(MatImage.pixels(picture), cells));
        } catch (RuntimeException e) {
            cells.close();
            throw e;
        }
        return new FeatureMap(1, HEIGHT, WIDTH, cells.floats(), cells::close);
    }

    private void write(Mat bgr, PooledBuffer cells) {
        Scratch mats = scratch.take();
        Mat result = new Mat(HEIGHT, WIDTH, CvType.CV_32FC1, cells.bytes());
        try {
            Imgproc.resize(bgr, mats.small, SIZE, 0, 0, Imgproc.INTER_AREA);
            Imgproc.cvtColor(mats.small, mats.grey, Imgproc.COLOR_BGR2GRAY);
            mats.grey.convertTo(mats.floats, CvType.CV_32F);
            Imgproc.GaussianBlur(mats.floats, mats.blurred, AUTOMATIC, BLUR);
            Imgproc.blur(mats.floats, mats.around, SURROUNDINGS);
            Core.add(mats.around, DARKNESS, mats.around);
            Core.divide(mats.blurred, mats.around, result);
        } finally {
            result.release();
            scratch.put(mats);
        }
    }

    /** Native buffers of one thread at work. Dropped ones are freed with their Java objects. */
    private static final class Scratch {
        final Mat small = new Mat();
        final Mat grey = new Mat();
        final Mat floats = new Mat();
        final Mat blurred = new Mat();
        final Mat around = new Mat();
    }
}
