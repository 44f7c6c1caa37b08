package io.vestibule.models.alignment;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.geometry.FivePoints;
import io.vestibule.models.geometry.Point2D;

/** Positions of the five points in an aligned face, and the crops that models take from it. */
public final class AlignmentTemplate {

    /** The ArcFace template (InsightFace, {@code face_align.py}), in pixels of its 112x112 crop. */
    public static final FivePoints ARCFACE = new FivePoints(
            new Point2D(38.2946f, 51.6963f),
            new Point2D(73.5318f, 51.5014f),
            new Point2D(56.0252f, 71.7366f),
            new Point2D(41.5493f, 92.3655f),
            new Point2D(70.7299f, 92.2041f));

    /** Side of dlib's crop, in pixels. */
    public static final int DLIB_SIDE = 150;

    /** Scale of dlib's crop relative to {@link #ARCFACE}. */
    private static final double DLIB_ZOOM = 1.06;

    /** Shift upwards, relative to the side: dlib's crop shows the chin and little of the forehead. */
    private static final double DLIB_RISE = 0.15;

    private AlignmentTemplate() {}

    /** Transform from the frame to the canvas of an {@link AlignedFace}: the best fit of all five points. */
    public static SimilarityTransform canvasFrom(FivePoints points) {
        return SimilarityTransform.fit(points.list(), ARCFACE.list())
                .then(SimilarityTransform.shift(AlignedFace.MARGIN, AlignedFace.MARGIN));
    }

    /** Transform from the canvas of an {@link AlignedFace} to dlib's crop. */
    public static SimilarityTransform dlibFromCanvas() {
        double centre = AlignedFace.SIDE / 2.0;
        double middle = DLIB_SIDE / 2.0;
        return SimilarityTransform.shift(-centre, -centre)
                .then(SimilarityTransform.scaling(DLIB_ZOOM * DLIB_SIDE / AlignedFace.TEMPLATE))
                .then(SimilarityTransform.shift(middle, middle - DLIB_RISE * DLIB_SIDE));
    }
}
