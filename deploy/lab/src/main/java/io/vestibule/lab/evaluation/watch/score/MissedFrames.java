package io.vestibule.lab.evaluation.watch.score;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The frames that need detection and that the calibrated run skipped. */
public record MissedFrames(FilterResult result) {

    /**
     * Consecutive missed frames.
     *
     * @param from first frame
     * @param to last frame, included
     */
    public record Stretch(int from, int to) {}

    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (int frame = 0; frame < result.truth().frames(); frame++) {
            if (result.truth().needs(frame) && !result.trace().detected(frame)) {
                Stretch last = stretches.isEmpty() ? null : stretches.get(stretches.size() - 1);
                if (last != null && last.to() == frame - 1) {
                    stretches.set(stretches.size() - 1, new Stretch(last.from(), frame));
                } else {
                    stretches.add(new Stretch(frame, frame));
                }
            }
        }
        return stretches;
    }

    /** A line for each stretch: its time, its frames, and their distances from the background. */
    public List<String> lines() {
        return stretches().stream().map(this::line).toList();
    }

    private String line(Stretch stretch) {
        double nearest = Double.POSITIVE_INFINITY;
        double farthest = 0;
        for (int frame = stretch.from(); frame <= stretch.to(); frame++) {
            double distance = result.trace().at(frame).distance();
            nearest = Math.min(nearest, distance);
            farthest = Math.max(farthest, distance);
        }
        return String.format(
                Locale.ROOT,
                "%s, %s, %s %s: %.1f to %.1f s, %d frames, distance %.3f to %.3f of %.3f",
                result.clip(),
                result.degradation(),
                result.filter(),
                result.stem(),
                seconds(stretch.from()),
                seconds(stretch.to()),
                stretch.to() - stretch.from() + 1,
                nearest,
                farthest,
                result.trace().at(stretch.from()).threshold());
    }

    private double seconds(int frame) {
        return result.times().get(frame).toMillis() / 1000.0;
    }
}
