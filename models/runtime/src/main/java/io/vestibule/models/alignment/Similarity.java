package io.vestibule.models.alignment;

import io.vestibule.models.Point;
import java.util.List;

/**
 * A similarity of the plane: rotation, one scale for both axes, shift; no reflection. Takes (x, y) to (a x - b y + shiftX,
 * b x + a y + shiftY).
 */
public record Similarity(double a, double b, double shiftX, double shiftY) {

    public static final Similarity IDENTITY = new Similarity(1, 0, 0, 0);

    public static Similarity shift(double x, double y) {
        return new Similarity(1, 0, x, y);
    }

    public static Similarity scaling(double factor) {
        return new Similarity(factor, 0, 0, 0);
    }

    /**
     * The similarity that brings {@code from} closest to {@code onto} in the sum of squared distances. Umeyama, "Least-squares
     * estimation of transformation parameters between two point patterns", 1991; in the plane and without reflections
     * its singular value decomposition comes down to the two sums below.
     *
     * @throws IllegalArgumentException if the lists differ in length or all points of {@code from} coincide
     */
    public static Similarity fit(List<Point> from, List<Point> onto) {
        if (from.size() != onto.size()) {
            throw new IllegalArgumentException(from.size() + " points cannot be matched with " + onto.size());
        }
        double fromX = meanX(from);
        double fromY = meanY(from);
        double ontoX = meanX(onto);
        double ontoY = meanY(onto);
        double along = 0;
        double across = 0;
        double spread = 0;
        for (int i = 0; i < from.size(); i++) {
            double x = from.get(i).x() - fromX;
            double y = from.get(i).y() - fromY;
            double u = onto.get(i).x() - ontoX;
            double v = onto.get(i).y() - ontoY;
            along += x * u + y * v;
            across += x * v - y * u;
            spread += x * x + y * y;
        }
        if (!(spread > 0)) {
            throw new IllegalArgumentException("points that coincide have no direction and no scale");
        }
        double a = along / spread;
        double b = across / spread;
        return new Similarity(a, b, ontoX - a * fromX + b * fromY, ontoY - b * fromX - a * fromY);
    }

    public Point apply(Point point) {
        return new Point(
                (float) (a * point.x() - b * point.y() + shiftX), (float) (b * point.x() + a * point.y() + shiftY));
    }

    /** This one first, {@code next} after it. */
    public Similarity then(Similarity next) {
        return new Similarity(
                next.a * a - next.b * b,
                next.b * a + next.a * b,
                next.a * shiftX - next.b * shiftY + next.shiftX,
                next.b * shiftX + next.a * shiftY + next.shiftY);
    }

    public Similarity inverse() {
        double square = a * a + b * b;
        return new Similarity(
                a / square, -b / square, -(a * shiftX + b * shiftY) / square, (b * shiftX - a * shiftY) / square);
    }

    /** Length of a unit step after the transform. */
    public double scale() {
        return Math.hypot(a, b);
    }

    private static double meanX(List<Point> points) {
        return points.stream().mapToDouble(Point::x).average().orElseThrow(Similarity::noPoints);
    }

    private static double meanY(List<Point> points) {
        return points.stream().mapToDouble(Point::y).average().orElseThrow(Similarity::noPoints);
    }

    private static IllegalArgumentException noPoints() {
        return new IllegalArgumentException("no points");
    }
}
