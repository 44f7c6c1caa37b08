package io.vestibule.lab.evaluation.watch.score;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The stretches of frames that need detection and that the calibrated run left. */
public record MissedFrames(FilterResult outcome) {

    /** A stretch, in frames, both included. */
    public record Stretch(int from, int to) {}

    public List<Stretch> stretches() {
        List<Stretch> stretches = new ArrayList<>();
        for (int frame = 0; frame < outcome.truth().frames(); frame++) {
            if (outcome.truth().needs(frame) && !outcome.trace().looked(frame)) {
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

    /** A line for each stretch: when, how many frames, and how far they were from the background. */
    public List<String> inWords() {
        return stretches().stream()
                .map(stretch -> {
                    double nearest = Double.POSITIVE_INFINITY;
                    double farthest = 0;
                    for (int frame = stretch.from(); frame <= stretch.to(); frame++) {
                        double distance = outcome.trace().at(frame).distance();
                        nearest = Math.min(nearest, distance);
                        farthest = Math.max(farthest, distance);
                    }
                    return String.format(
                            Locale.ROOT,
                            "%s, %s, %s %s: %.1f to %.1f s, %d frames, distance %.3f to %.3f of %.3f",
                            outcome.clip(),
                            outcome.degradation(),
                            outcome.filter(),
                            outcome.stem(),
                            seconds(stretch.from()),
                            seconds(stretch.to()),
                            stretch.to() - stretch.from() + 1,
                            nearest,
                            farthest,
                            outcome.trace().at(stretch.from()).threshold());
                })
                .toList();
    }

    private double seconds(int frame) {
        Duration at = outcome.times().get(frame);
        return at.toMillis() / 1000.0;
    }
}
