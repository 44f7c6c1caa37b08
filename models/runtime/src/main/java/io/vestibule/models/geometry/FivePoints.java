package io.vestibule.models.geometry;

import java.util.List;

/** Five points of a face; left and right are the image's. */
public record FivePoints(Point2D leftEye, Point2D rightEye, Point2D nose, Point2D leftMouth, Point2D rightMouth) {

    /** The same points in another unit: every coordinate times {@code factor}. */
    public FivePoints scaled(float factor) {
        return new FivePoints(
                leftEye.scaled(factor),
                rightEye.scaled(factor),
                nose.scaled(factor),
                leftMouth.scaled(factor),
                rightMouth.scaled(factor));
    }

    public List<Point2D> list() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }
}
