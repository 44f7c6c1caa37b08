package io.vestibule.training.augmentation;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.recipe.AugmentationRecipe;
import io.vestibule.training.recipe.AugmentationRecipe.Spread;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfByte;
import org.opencv.core.MatOfInt;
import org.opencv.core.Size;
import org.opencv.imgcodecs.Imgcodecs;
import org.opencv.imgproc.Imgproc;

/** The 112x112 frame of a face in native memory: cut from its canvas, and what lens and encoder do to it. */
final class FaceCrop implements AutoCloseable {

    private static final int SIDE = AlignedFace.TEMPLATE;
    private static final double CANVAS_MIDDLE = (AlignedFace.SIDE - 1) / 2.0;
    private static final double MIDDLE = (SIDE - 1) / 2.0;

    private Mat pixels;

    private FaceCrop(Mat pixels) {
        this.pixels = pixels;
    }

    /** Cuts the frame; shifts, turns and scales take what they uncover from the margin. */
    static FaceCrop of(AlignedFace face, AugmentationRecipe recipe, RandomDraws chance) {
        boolean flipped = chance.happens(recipe.flip());
        double shiftX = chance.within(recipe.jitter().shift());
        double shiftY = chance.within(recipe.jitter().shift());
        double scale = 1 + chance.within(recipe.jitter().scale());
        double angle = Math.toRadians(chance.within(recipe.jitter().rotation()));
        Mat canvas = new Mat(AlignedFace.SIDE, AlignedFace.SIDE, CvType.CV_8UC3);
        Mat matrix = new Mat(2, 3, CvType.CV_64FC1);
        Mat frame = new Mat();
        try {
            canvas.put(0, 0, face.bgr());
            // From the frame to the canvas, about both middles: the direction in which pixels are looked up.
            double mirror = flipped ? -1 : 1;
            double a = StrictMath.cos(angle) / scale;
            double b = StrictMath.sin(angle) / scale;
            matrix.put(
                    0,
                    0,
                    mirror * a,
                    mirror * -b,
                    CANVAS_MIDDLE + mirror * (shiftX - a * MIDDLE + b * MIDDLE),
                    b,
                    a,
                    CANVAS_MIDDLE + shiftY - b * MIDDLE - a * MIDDLE);
            Imgproc.warpAffine(
                    canvas,
                    frame,
                    matrix,
                    new Size(SIDE, SIDE),
                    Imgproc.INTER_LINEAR | Imgproc.WARP_INVERSE_MAP,
                    Core.BORDER_REPLICATE);
            return new FaceCrop(frame);
        } finally {
            canvas.release();
            matrix.release();
        }
    }

    void read(byte[] bgr) {
        pixels.get(0, 0, bgr);
    }

    void write(byte[] bgr) {
        pixels.put(0, 0, bgr);
    }

    /** As if the face had been smaller in its frame, and was brought to size. */
    void shrink(Spread spread, RandomDraws chance) {
        if (!chance.happens(spread.share())) {
            return;
        }
        long side = Math.round(chance.between(spread.least(), spread.most()));
        Mat small = new Mat();
        Mat large = new Mat();
        Imgproc.resize(pixels, small, new Size(side, side), 0, 0, Imgproc.INTER_AREA);
        Imgproc.resize(small, large, new Size(SIDE, SIDE), 0, 0, Imgproc.INTER_LINEAR);
        small.release();
        replace(large);
    }

    void blur(Spread spread, RandomDraws chance) {
        if (!chance.happens(spread.share())) {
            return;
        }
        Mat blurred = new Mat();
        Imgproc.GaussianBlur(pixels, blurred, new Size(0, 0), chance.between(spread.least(), spread.most()));
        replace(blurred);
    }

    /** Whether anything was changed. */
    boolean compress(Spread spread, RandomDraws chance) {
        if (!chance.happens(spread.share())) {
            return false;
        }
        int quality = (int) Math.round(chance.between(spread.least(), spread.most()));
        MatOfByte encoded = new MatOfByte();
        MatOfInt parameters = new MatOfInt(Imgcodecs.IMWRITE_JPEG_QUALITY, quality);
        try {
            Imgcodecs.imencode(".jpg", pixels, encoded, parameters);
            replace(Imgcodecs.imdecode(encoded, Imgcodecs.IMREAD_COLOR));
            return true;
        } finally {
            encoded.release();
            parameters.release();
        }
    }

    private void replace(Mat other) {
        pixels.release();
        pixels = other;
    }

    @Override
    public void close() {
        pixels.release();
    }
}
