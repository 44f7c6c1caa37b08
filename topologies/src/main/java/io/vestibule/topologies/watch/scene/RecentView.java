package io.vestibule.topologies.watch.scene;

import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.motion.BackgroundModel;
import io.vestibule.models.motion.CellArea;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.models.motion.MotionMeasure;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * The view of the last seconds, and the time at which each cell last moved. A cell that moves is replaced; the others are
 * averaged, so that noise does not add up to motion. One thread at a time.
 */
final class RecentView {

    /** Time constant of the average. */
    private static final double FOLLOW_WITHIN_MILLIS = 1000;

    private static final long NEVER = Long.MIN_VALUE;

    private final BackgroundModel view;
    private final long since;
    private final long[] movedAt;
    private final float[] rates;
    private long seenAt;

    /** @param view first view; handed over */
    RecentView(BackgroundModel view, Instant at) {
        this.view = view;
        this.since = at.toEpochMilli();
        this.seenAt = since;
        int cells = view.height() * view.width();
        this.movedAt = new long[cells];
        this.rates = new float[cells];
        Arrays.fill(movedAt, NEVER);
    }

    /** Distance of a frame from the view before it. */
    DistanceMap motion(FeatureMap frame, MotionMeasure measure) {
        return measure.measure(frame, view);
    }

    /**
     * Updates the view with the next frame.
     *
     * @param motion distance of the frame from the view before it
     * @param threshold distance from which a cell has moved
     */
    void update(FeatureMap frame, DistanceMap motion, float threshold, Instant at) {
        long now = at.toEpochMilli();
        float rate = (float) -Math.expm1(-Math.max(0, now - seenAt) / FOLLOW_WITHIN_MILLIS);
        for (int cell = 0; cell < rates.length; cell++) {
            boolean moved = !(motion.values()[cell] < threshold);
            rates[cell] = moved ? 1 : rate;
            if (moved) {
                movedAt[cell] = now;
            }
        }
        view.follow(frame, rates);
        seenAt = now;
    }

    BackgroundModel view() {
        return view;
    }

    /** Time since this view was opened. */
    Duration age(Instant at) {
        return Duration.ofMillis(at.toEpochMilli() - since);
    }

    /** Milliseconds since a cell last moved, at most the age of this view. */
    long stillFor(int cell, Instant at) {
        return at.toEpochMilli() - Math.max(since, movedAt[cell]);
    }

    /** Whether a cell inside a box has moved at or after a time. */
    boolean movedSince(BoundingBox box, Instant start) {
        CellArea area = CellArea.inside(box, view.height(), view.width());
        for (int row = area.top(); row <= area.bottom(); row++) {
            for (int column = area.left(); column <= area.right(); column++) {
                if (movedAt[row * view.width() + column] >= start.toEpochMilli()) {
                    return true;
                }
            }
        }
        return false;
    }
}
