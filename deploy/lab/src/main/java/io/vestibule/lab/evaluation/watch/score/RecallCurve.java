package io.vestibule.lab.evaluation.watch.score;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * What a filter would have done with each of several fixed thresholds: one closed-loop run for each, without audits, which
 * would hide what the filter misses.
 *
 * @param points by rising threshold; empty for a filter without one
 */
public record RecallCurve(List<Point> points) {

    /** Frame recall that is asked for when exits are counted. */
    public static final double RECALL = 0.995;

    /** Visit recall that is asked for besides. */
    static final double VISIT_RECALL = 0.99;

    public RecallCurve {
        points = List.copyOf(points);
    }

    /** A threshold, and what came of it. */
    public record Point(float threshold, WatchCounts tally) {}

    /**
     * The point with the most early exits among those with a frame recall of at least 99.5 % and a visit recall of at least 99
     * %: at a very high threshold frames are still looked at, but every face is taken for a poster. Nothing is interpolated,
     * so it was really run. Empty if there is none, or nothing needs detection.
     */
    public Optional<Point> best() {
        return most(WatchCounts::frameRecall);
    }

    /** The same if each needed frame's face must pass as alive, too. */
    public Optional<Point> strictest() {
        return most(WatchCounts::strictRecall);
    }

    private Optional<Point> most(Function<WatchCounts, OptionalDouble> recall) {
        return points.stream()
                .filter(point -> recall.apply(point.tally()).orElse(0) >= RECALL)
                .filter(point -> point.tally().visitRecall().orElse(0) >= VISIT_RECALL)
                .max(Comparator.comparingInt(point -> point.tally().exits()));
    }

    /**
     * Area under the closed-loop curve of frame recall against the share of frames looked at among those that need no
     * detection: straight lines between the points, sorted by that share, from (0, 0) to (1, 1). Empty without points, or if
     * nothing needs detection, or everything.
     */
    public OptionalDouble area() {
        if (points.isEmpty()
                || points.stream().allMatch(point -> point.tally().needed() == 0)
                || points.stream()
                        .allMatch(
                                point -> point.tally().needed() == point.tally().frames())) {
            return OptionalDouble.empty();
        }
        List<double[]> corners = new ArrayList<>();
        corners.add(new double[] {0, 0});
        for (Point point : points) {
            corners.add(new double[] {
                point.tally().falseLooks(), point.tally().frameRecall().orElse(0)
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

    /** The same thresholds on two clips, as if they were one. */
    public RecallCurve plus(RecallCurve other) {
        if (points.isEmpty()) {
            return other;
        }
        if (other.points.size() != points.size()) {
            throw new IllegalArgumentException("curves of different thresholds cannot be added");
        }
        List<Point> sums = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            sums.add(new Point(
                    points.get(i).threshold(),
                    points.get(i).tally().plus(other.points.get(i).tally())));
        }
        return new RecallCurve(sums);
    }
}
