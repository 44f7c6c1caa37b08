package io.vestibule.models;

import java.util.List;

/** Five points of a face; left and right are the image's. */
public record FivePoints(Point leftEye, Point rightEye, Point nose, Point leftMouth, Point rightMouth) {

    public List<Point> list() {
        return List.of(leftEye, rightEye, nose, leftMouth, rightMouth);
    }
}
