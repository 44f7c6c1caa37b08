package io.vestibule.lab.evaluation.watch.score;

import io.vestibule.degradation.clip.DegradationKind;
import io.vestibule.lab.evaluation.watch.filter.FilterTrace;
import io.vestibule.lab.evaluation.watch.filter.MotionFilter;
import io.vestibule.lab.evaluation.watch.score.RecallCurve.Point;
import java.time.Duration;
import java.util.List;

/**
 * How one filter did on one clip.
 *
 * @param curve with thresholds chosen in hindsight
 * @param calibrated at the working point that the product would choose
 * @param trace of the calibrated run
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

    /** The best point in hindsight; the lowest threshold where none recalls enough. */
    public Point hindsight() {
        return curve.best().orElse(curve.points().get(0));
    }

    /** Share of early exits at 99.5 % frame recall: none where no threshold recalls so much. */
    public double exitShare() {
        return curve.best().map(point -> point.tally().exitShare()).orElse(0.0);
    }
}
