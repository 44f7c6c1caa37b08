package io.vestibule.models.alignment;

import io.vestibule.models.Box;
import io.vestibule.models.FivePoints;
import io.vestibule.models.Point;

/** The 68 points of the iBUG scheme, as the landmark network gives them, and the five that alignment needs. */
public final class Landmarks {

    public static final int POINTS = 68;

    private static final int[] LEFT_EYE = {37, 38, 40, 41};
    private static final int[] RIGHT_EYE = {43, 44, 46, 47};
    private static final int[] NOSE = {30};
    private static final int[] LEFT_MOUTH = {48, 60};
    private static final int[] RIGHT_MOUTH = {54, 64};

    private Landmarks() {}

    /**
     * The square that the network was trained on: about the middle of the detector's box, as wide as the box is high.
     * May reach over the frame's border.
     */
    public static Box square(Box box) {
        float middle = (box.left() + box.right()) / 2;
        float half = box.height() / 2;
        return new Box(middle - half, box.top(), middle + half, box.bottom());
    }

    /**
     * @param xy 68 pairs, x first, in shares of {@code square}
     * @return in the unit of {@code square}
     */
    public static FivePoints fivePoints(float[] xy, Box square) {
        if (xy.length != 2 * POINTS) {
            throw new IllegalArgumentException("expected " + 2 * POINTS + " numbers, got " + xy.length);
        }
        return new FivePoints(
                mean(xy, LEFT_EYE, square),
                mean(xy, RIGHT_EYE, square),
                mean(xy, NOSE, square),
                mean(xy, LEFT_MOUTH, square),
                mean(xy, RIGHT_MOUTH, square));
    }

    private static Point mean(float[] xy, int[] points, Box square) {
        float x = 0;
        float y = 0;
        for (int point : points) {
            x += xy[2 * point];
            y += xy[2 * point + 1];
        }
        return new Point(
                square.left() + x / points.length * square.width(), square.top() + y / points.length * square.height());
    }
}
