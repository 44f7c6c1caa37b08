package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.degradation.clip.DegradationKind;
import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.filter.MotionFilter;
import io.vestibule.lab.evaluation.watch.score.RecallCurve.Point;
import java.time.Duration;
import java.util.List;

/**
 * The result of one filter on one clip.
 *
 * @param curve results with fixed thresholds
 * @param calibrated counts at the calibrated operating point, which the product would use
 * @param trace of the calibrated run
 * @param times of the frames, since the start of the clip
 */
public record FilterResult(
        String clip,
        DegradationKind degradation,
        MotionFilter filter,
        String stem,
        RecallCurve curve,
        WatchCounts calibrated,
        FilterTrace trace,
        GroundTruth truth,
        List<Duration> times) {

    /** The best point of the curve, chosen afterwards; the lowest threshold if none recalls enough. */
    public Point bestPoint() {
        return curve.best().orElse(curve.points().get(0));
    }

    /** Share of skipped frames at 99.5 % frame recall. 0 if no threshold recalls enough. */
    public double exitShare() {
        return curve.best().map(point -> point.counts().exitShare()).orElse(0.0);
    }
}
