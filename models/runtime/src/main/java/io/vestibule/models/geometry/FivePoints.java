package io.vestibule.models.geometry;

import java.util.List;

/** Five points of a face. Left and right are those of the image. */
public record FivePoints(Point2D leftEye, Point2D rightEye, Point2D nose, Point2D leftMouth, Point2D rightMouth) {

    /** The points in another unit: each coordinate times {@code factor}. */
    public FivePoints scaled(float factor) {
        return new FivePoints(
                leftEye.scaled(factor),
                rightEye.scaled(factor),
                nose.scaled(factor),
                leftMouth.scaled(factor),
                rightMouth.scaled(factor));
    }

    /** The points in the order of the components. */
    public List<Point2D> list() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }
}
