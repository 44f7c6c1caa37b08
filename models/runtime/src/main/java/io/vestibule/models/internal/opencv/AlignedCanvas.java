package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.image.DecodedImage;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.MatOfDouble;
import org.opencv.imgproc.Imgproc;

/** The canvas of an {@link AlignedFace} as pixels: cut from a picture, measured, kept as bytes. */
public final class AlignedCanvas implements AutoCloseable {

    private final Mat bgr;

    private AlignedCanvas(Mat bgr) {
        this.bgr = bgr;
    }

    /** @param transform from the picture to the canvas */
    public static AlignedCanvas cut(DecodedImage picture, SimilarityTransform transform) {
        Mat pixels = MatImage.pixels(picture);
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

    /** The template's own frame, without the margin: a view, to be released by the caller. */
    Mat frame() {
        int from = AlignedFace.MARGIN;
        int to = AlignedFace.MARGIN + AlignedFace.TEMPLATE;
        return bgr.submat(from, to, from, to);
    }

    public AlignedFace aligned() {
        byte[] bytes = new byte[AlignedFace.BYTES];
        bgr.get(0, 0, bytes);
        return new AlignedFace(bytes);
    }

    /** Light and focus of the template's frame, in grey. */
    public Light light() {
        return OpenCv.call("quality", this::measured);
    }

    private Light measured() {
        Mat frame = frame();
        Mat grey = new Mat();
        Mat edges = new Mat();
        MatOfDouble mean = new MatOfDouble();
        MatOfDouble deviation = new MatOfDouble();
        try {
            Imgproc.cvtColor(frame, grey, Imgproc.COLOR_BGR2GRAY);
            Imgproc.Laplacian(grey, edges, CvType.CV_16S);
            Core.meanStdDev(edges, mean, deviation);
            double sharpness = deviation.get(0, 0)[0] * deviation.get(0, 0)[0];
            return new Light((float) sharpness, (float) (Core.mean(grey).val[0] / 255));
        } finally {
            frame.release();
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
     * @param sharpness variance of the Laplacian (kernel 0 1 0, 1 -4 1, 0 1 0)
     * @param brightness mean, 0 black to 1 white
     */
    public record Light(float sharpness, float brightness) {}
}
