package io.vestibule.models.alignment;

import io.vestibule.models.geometry.Point2D;
import java.util.List;

/**
 * A similarity transform of the plane: rotation, one scale for both axes, and shift, without reflection. It maps (x, y) to
 * (a x - b y + shiftX, b x + a y + shiftY).
 */
public record SimilarityTransform(double a, double b, double shiftX, double shiftY) {

    public static final SimilarityTransform IDENTITY = new SimilarityTransform(1, 0, 0, 0);

    public static SimilarityTransform shift(double x, double y) {
        return new SimilarityTransform(1, 0, x, y);
    }

    public static SimilarityTransform scaling(double factor) {
        return new SimilarityTransform(factor, 0, 0, 0);
    }

    /**
     * The transform of {@code from} onto {@code onto} with the least sum of squared distances. Umeyama, "Least-squares estimation
     * of transformation parameters between two point patterns", 1991. In the plane and without reflections, its singular value
     * decomposition reduces to the two sums below.
     *
     * @throws IllegalArgumentException if the lists differ in length or all points of {@code from} coincide
     */
    public static SimilarityTransform fit(List<Point2D> from, List<Point2D> onto) {
        if (from.size() != onto.size()) {
            throw new IllegalArgumentException(from.size() + " points cannot be fitted to " + onto.size());
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
            throw new IllegalArgumentException("the points coincide, so they have no direction and no scale");
        }
        double a = along / spread;
        double b = across / spread;
        return new SimilarityTransform(a, b, ontoX - a * fromX + b * fromY, ontoY - b * fromX - a * fromY);
    }

    /** The transformed point. */
    public Point2D apply(Point2D point) {
        return new Point2D(
                (float) (a * point.x() - b * point.y() + shiftX), (float) (b * point.x() + a * point.y() + shiftY));
    }

    /** The composition: this transform first, then {@code next}. */
    public SimilarityTransform then(SimilarityTransform next) {
        return new SimilarityTransform(
                next.a * a - next.b * b,
                next.b * a + next.a * b,
                next.a * shiftX - next.b * shiftY + next.shiftX,
                next.b * shiftX + next.a * shiftY + next.shiftY);
    }

    /** The inverse transform. */
    public SimilarityTransform inverse() {
        double square = a * a + b * b;
        return new SimilarityTransform(
                a / square, -b / square, -(a * shiftX + b * shiftY) / square, (b * shiftX - a * shiftY) / square);
    }

    /** Length of a transformed unit vector. */
    public double scale() {
        return Math.hypot(a, b);
    }

    private static double meanX(List<Point2D> points) {
        return points.stream().mapToDouble(Point2D::x).average().orElseThrow(SimilarityTransform::noPoints);
    }

    private static double meanY(List<Point2D> points) {
        return points.stream().mapToDouble(Point2D::y).average().orElseThrow(SimilarityTransform::noPoints);
    }

    private static IllegalArgumentException noPoints() {
        return new IllegalArgumentException("no points");
    }
}
