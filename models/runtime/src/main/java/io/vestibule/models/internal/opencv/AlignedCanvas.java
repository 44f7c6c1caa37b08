package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.DecodedImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.imgproc.Imgproc;

/** The pixels of an {@link AlignedFace}: resampled from an image, measured, and converted to bytes. */
public final class AlignedCanvas implements AutoCloseable {

    private final Mat bgr;

    private AlignedCanvas(Mat bgr) {
        this.bgr = bgr;
    }

    /** Resamples the image. The transform leads from the image to the canvas. */
    public static AlignedCanvas cut(DecodedImage image, SimilarityTransform transform) {
        Mat pixels = MatImage.pixels(image);
        return new AlignedCanvas(OpenCv.call("alignment", () -> Patch.cut(pixels, transform, AlignedFace.SIDE)));
    }

    static AlignedCanvas of(AlignedFace face) {
        Mat bgr = new Mat(AlignedFace.SIDE, AlignedFace.SIDE, CvType.CV_8UC3);
        bgr.put(0, 0, face.bgr());
        return new AlignedCanvas(bgr);
    }

    Mat bgr() {
        return bgr;
    }

    /** The template's crop, without the margin: a view that the caller releases. */
    Mat crop() {
        int from = AlignedFace.MARGIN;
        int to = AlignedFace.MARGIN + AlignedFace.TEMPLATE;
        return bgr.submat(from, to, from, to);
    }

    /** The pixels as an aligned face. */
    public AlignedFace aligned() {
        byte[] bytes = new byte[AlignedFace.BYTES];
        bgr.get(0, 0, bytes);
        return new AlignedFace(bytes);
    }

    /** Sharpness and brightness of the template's crop, in grey. */
    public Measures measure() {
        return OpenCv.call("quality", this::measureCrop);
    }

    private Measures measureCrop() {
        Mat crop = crop();
        Mat grey = new Mat();
        Mat edges = new Mat();
        MatOfDouble mean = new MatOfDouble();
        MatOfDouble deviation = new MatOfDouble();
        try {
            Imgproc.cvtColor(crop, grey, Imgproc.COLOR_BGR2GRAY);
            Imgproc.Laplacian(grey, edges, CvType.CV_16S);
            Core.meanStdDev(edges, mean, deviation);
            double sharpness = deviation.get(0, 0)[0] * deviation.get(0, 0)[0];
            return new Measures((float) sharpness, (float) (Core.mean(grey).val[0] / 255));
        } finally {
            crop.release();
            grey.release();
            edges.release();
            mean.release();
            deviation.release();
        }
    }

    @Override
    public void close() {
        bgr.release();
    }

    /**
     * Measures of an aligned face.
     *
     * @param sharpness variance of the Laplacian (kernel 0 1 0, 1 -4 1, 0 1 0)
     * @param brightness mean, 0 black to 1 white
     */
    public record Measures(float sharpness, float brightness) {}
}
