package io.vestibule.models;

import java.util.List;

/** Five points of a face; left and right are the image's. */
public record FivePoints(Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

    /** The same points in another unit: every coordinate times {@code factor}. */
    public FivePoints scaled(float factor) {
        return new FivePoints(
                leftEye.scaled(factor),
                rightEye.scaled(factor),
                nose.scaled(factor),
                leftMouth.scaled(factor),
                rightMouth.scaled(factor));
    }

    public List<Point> list() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }
}
