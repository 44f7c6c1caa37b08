package io.vestibule.models.internal.opencv;

import io.vestibule.models.alignment.SimilarityTransform;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.geometry.Point2D;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Square patches of an image, rotated and scaled. */
final class Patch {

    /** Above this reduction, bilinear sampling skips pixels. */
    private static final double MAXIMUM_REDUCTION = 2;

    private Patch() {}

    /**
     * A new matrix of {@code side} x {@code side}, which the caller releases. Pixels outside the image are black.
     *
     * @param transform from the image to the patch
     */
    static Mat cut(Mat image, SimilarityTransform transform, int side) {
        double reduction = 1 / transform.scale();
        int by = (int) Math.ceil(reduction / MAXIMUM_REDUCTION);
        if (by <= 1 || by > Math.min(image.width(), image.height())) {
            return warp(image, transform, side);
        }
        return cutReduced(image, transform, side, by);
    }

    /** Averages squares of {@code by} pixels first, in the needed region only. */
    private static Mat cutReduced(Mat image, SimilarityTransform transform, int side, int by) {
        Rect region = region(image, transform.inverse(), side, by);
        Mat cropped = image.submat(region);
        Mat reduced = new Mat();
        int reducedWidth = region.width / by;
        int reducedHeight = region.height / by;
        try {
            Imgproc.resize(cropped, reduced, new Size(reducedWidth, reducedHeight), 0, 0, Imgproc.INTER_AREA);
            // The centre of a reduced pixel is the centre of its square.
            double centre = (by - 1) / 2.0;
            SimilarityTransform fromReduced = SimilarityTransform.scaling(by)
                    .then(SimilarityTransform.shift(region.x + centre, region.y + centre));
            return warp(reduced, fromReduced.then(transform), side);
        } finally {
            cropped.release();
            reduced.release();
        }
    }

    /** The part of the image that the patch shows, in whole squares of {@code by} pixels. */
    private static Rect region(Mat image, SimilarityTransform fromPatch, int side, int by) {
        BoundingBox visible = bounds(fromPatch, side);
        int left = clamp(Math.floor(visible.left()) - by, image.width() - by);
        int top = clamp(Math.floor(visible.top()) - by, image.height() - by);
        int right = clamp(Math.ceil(visible.right()) + by, image.width());
        int bottom = clamp(Math.ceil(visible.bottom()) + by, image.height());
        return new Rect(left, top, Math.max(by, (right - left) / by * by), Math.max(by, (bottom - top) / by * by));
    }

    private static BoundingBox bounds(SimilarityTransform fromPatch, int side) {
        Point2D a = fromPatch.apply(new Point2D(0, 0));
        Point2D b = fromPatch.apply(new Point2D(side, 0));
        Point2D c = fromPatch.apply(new Point2D(0, side));
        Point2D d = fromPatch.apply(new Point2D(side, side));
        return new BoundingBox(
                Math.min(Math.min(a.x(), b.x()), Math.min(c.x(), d.x())),
                Math.min(Math.min(a.y(), b.y()), Math.min(c.y(), d.y())),
                Math.max(Math.max(a.x(), b.x()), Math.max(c.x(), d.x())),
                Math.max(Math.max(a.y(), b.y()), Math.max(c.y(), d.y())));
    }

    private static int clamp(double value, int maximum) {
        return (int) Math.max(0, Math.min(maximum, value));
    }

    static Mat warp(Mat source, SimilarityTransform transform, int side) {
        Mat matrix = new Mat(2, 3, CvType.CV_64FC1);
        Mat patch = new Mat();
        try {
            matrix.put(
                    0,
                    0,
                    transform.a(),
                    -transform.b(),
                    transform.shiftX(),
                    transform.b(),
                    transform.a(),
                    transform.shiftY());
            Imgproc.warpAffine(source, patch, matrix, new Size(side, side), Imgproc.INTER_LINEAR);
            return patch;
        } finally {
            matrix.release();
        }
    }
}
