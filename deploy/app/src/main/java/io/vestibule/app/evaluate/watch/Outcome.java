package io.vestibule.app.evaluate.watch;

import io.vestibule.app.evaluate.watch.Curve.Point;
import io.vestibule.app.evaluate.watch.degradation.Kind;
import java.time.Duration;
import java.util.List;

/**
 * How one filter did on one clip.
 *
 * @param curve with thresholds chosen in hindsight
 * @param calibrated at the working point that the product would choose
 * @param trace of the calibrated run
 */
record Outcome(
        String clip,
        Kind degradation,
        Filter filter,
        String stem,
        Curve curve,
        Tally calibrated,
        Trace trace,
        Truth truth,
        List<Duration> times) {

    /** The best point in hindsight; the lowest threshold where none recalls enough. */
    Point hindsight() {
        return curve.best().orElse(curve.points().get(0));
    }

    /** Share of early exits at 99.5 % frame recall: none where no threshold recalls so much. */
    double exitShare() {
        return curve.best().map(point -> point.tally().exitShare()).orElse(0.0);
    }
}
