package io.vestibule.lab.evaluation.watch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The results of a filter with several fixed thresholds. Each is a closed-loop run without audits, because audits would hide what
 * the filter misses.
 *
 * @param points by rising threshold; empty for a filter without one
 */
public record RecallCurve(List<Point> points) {

    /** Frame recall that a threshold must reach. */
    public static final double RECALL = 0.995;

    /** Visit recall that a threshold must reach as well. */
    static final double VISIT_RECALL = 0.99;

    public RecallCurve {
        points = List.copyOf(points);
    }

    /** The counts with one threshold. */
    public record Point(float threshold, WatchCounts counts) {}

    /**
     * The point with the most skipped frames among those with a frame recall of at least 99.5 % and a visit recall of at least
     * 99 %. The visit recall is needed because at a very high threshold frames are still detected, but every face counts as a
     * poster. Nothing is interpolated: the point was really run. Empty if there is none or nothing needs detection.
     */
    public Optional<Point> best() {
        return mostExits(WatchCounts::frameRecall);
    }

    /** The best point if the face of each needed frame must also count as live. */
    public Optional<Point> strictest() {
        return mostExits(WatchCounts::strictRecall);
    }

    private Optional<Point> mostExits(Function<WatchCounts, OptionalDouble> recall) {
        return points.stream()
                .filter(point -> recall.apply(point.counts()).orElse(0) >= RECALL)
                .filter(point -> point.counts().visitRecall().orElse(0) >= VISIT_RECALL)
                .max(Comparator.comparingInt(point -> point.counts().exits()));
    }

    /**
     * Area under the closed-loop curve of frame recall against the share of unneeded frames that were detected. The points are
     * sorted by that share and joined by straight lines, from (0, 0) to (1, 1). Empty without points, if nothing needs detection,
     * or if every frame does.
     */
    public OptionalDouble area() {
        if (points.isEmpty()
                || points.stream().allMatch(point -> point.counts().needed() == 0)
                || points.stream()
                        .allMatch(point ->
                                point.counts().needed() == point.counts().frames())) {
            return OptionalDouble.empty();
        }
        List<double[]> corners = new ArrayList<>();
        corners.add(new double[] {0, 0});
        for (Point point : points) {
            corners.add(new double[] {
                point.counts().falseDetectionShare(),
                point.counts().frameRecall().orElse(0)
            });
        }
        corners.add(new double[] {1, 1});
        corners.sort(
                Comparator.<double[]>comparingDouble(corner -> corner[0]).thenComparingDouble(corner -> corner[1]));
        double area = 0;
        for (int i = 1; i < corners.size(); i++) {
            double[] from = corners.get(i - 1);
            double[] to = corners.get(i);
            area += (to[0] - from[0]) * (from[1] + to[1]) / 2;
        }
        return OptionalDouble.of(area);
    }

    /** The sum of two curves with the same thresholds on different clips. */
    public RecallCurve plus(RecallCurve other) {
        if (points.isEmpty()) {
            return other;
        }
        if (other.points.size() != points.size()) {
            throw new IllegalArgumentException(
                    "curves with " + points.size() + " and " + other.points.size() + " thresholds cannot be added");
        }
        List<Point> sums = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            sums.add(new Point(
                    points.get(i).threshold(),
                    points.get(i).counts().plus(other.points.get(i).counts())));
        }
        return new RecallCurve(sums);
    }
}
