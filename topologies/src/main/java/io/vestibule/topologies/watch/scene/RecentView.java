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
 * What the camera has shown in the last seconds, and when each cell of it last moved. A cell that moves is taken as it now
 * is; others are averaged, so that noise does not add up to motion.
 */
final class RecentView {

    /** Time in which a still cell has followed by two thirds. */
    private static final double FOLLOW_WITHIN_MILLIS = 1000;

    private static final long NEVER = Long.MIN_VALUE;

    private final BackgroundModel view;
    private final long since;
    private final long[] movedAt;
    private final float[] rates;
    private long seenAt;

    /** @param view where it begins; handed over */
    RecentView(BackgroundModel view, Instant at) {
        this.view = view;
        this.since = at.toEpochMilli();
        this.seenAt = since;
        int cells = view.height() * view.width();
        this.movedAt = new long[cells];
        this.rates = new float[cells];
        Arrays.fill(movedAt, NEVER);
    }

    /** How far a frame is from what was seen before it. */
    DistanceMap motion(FeatureMap frame, MotionMeasure measure) {
        return measure.measure(frame, view);
    }

    /**
     * Sees the next frame.
     *
     * @param motion how far it is from what was seen before it
     * @param bar distance from which a cell has moved
     */
    void see(FeatureMap frame, DistanceMap motion, float bar, Instant at) {
        long now = at.toEpochMilli();
        float rate = (float) -Math.expm1(-Math.max(0, now - seenAt) / FOLLOW_WITHIN_MILLIS);
        for (int cell = 0; cell < rates.length; cell++) {
            boolean moved = !(motion.values()[cell] < bar);
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

    /** How long this view exists. */
    Duration age(Instant at) {
        return Duration.ofMillis(at.toEpochMilli() - since);
    }

    /** How long a cell has been as it is, in milliseconds; no longer than this view exists. */
    long stillFor(int cell, Instant at) {
        return at.toEpochMilli() - Math.max(since, movedAt[cell]);
    }

    /** Whether something inside a box was seen to move since then. */
    boolean movedSince(BoundingBox box, Instant then) {
        CellArea area = CellArea.inside(box, view.height(), view.width());
        for (int row = area.top(); row <= area.bottom(); row++) {
            for (int column = area.left(); column <= area.right(); column++) {
                if (movedAt[row * view.width() + column] >= then.toEpochMilli()) {
                    return true;
                }
            }
        }
        return false;
    }
}
