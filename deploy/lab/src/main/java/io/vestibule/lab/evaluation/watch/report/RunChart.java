package io.vestibule.lab.evaluation.watch.report;

import io.vestibule.lab.evaluation.watch.filter.FrameResult;
import io.vestibule.lab.evaluation.watch.score.FilterResult;
import io.vestibule.lab.evaluation.watch.score.GroundTruth.Visit;
import io.vestibule.lab.evaluation.watch.score.MissedFrames;
import io.vestibule.lab.evaluation.watch.score.MissedFrames.Stretch;
import io.vestibule.lab.report.SvgDrawing;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** A calibrated run over time: distance and threshold, visits, detected frames, and missed frames. */
record RunChart(FilterResult result) {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 190;
    private static final double LEFT = 74;
    private static final double RIGHT = 992;
    private static final double TOP = 12;
    private static final double FLOOR = 112;
    private static final double VISITS = 122;
    private static final double DETECTED = 146;
    private static final double BAR = 16;

    /** Distance at the upper edge, as a multiple of the threshold. */
    private static final double FULL = 5;

    String drawn() {
        SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);
        axis(svg);
        path(svg, "distance", result -> result.distance());
        path(svg, "threshold", result -> result.threshold());
        svg.line("floor", LEFT, FLOOR, RIGHT, FLOOR);
        for (Visit visit : result.truth().visits()) {
            bar(svg, "visit", VISITS, visit.from(), visit.to(), "visit");
        }
        detected(svg);
        for (Stretch miss : new MissedFrames(result).stretches()) {
            bar(svg, "seen wrong", VISITS, miss.from(), miss.to(), "missed");
        }
        return svg.toSvg("Distance from the background, visits and detected frames over time");
    }

    private void axis(SvgDrawing svg) {
        double length = seconds(last());
        double step = length <= 120 ? 10 : Math.ceil(length / 120) * 10;
        for (double second = 0; second <= length; second += step) {
            svg.line("grid", x(second), TOP, x(second), DETECTED + BAR);
            svg.text("tick", x(second), HEIGHT - 8, "middle", Math.round(second) + " s");
        }
        svg.text("label", LEFT - 8, 60, "end", "distance");
        svg.text("label", LEFT - 8, VISITS + 12, "end", "visits");
        svg.text("label", LEFT - 8, DETECTED + 12, "end", "detected");
    }

    private void path(SvgDrawing svg, String style, ToDoubleFunction<FrameResult> value) {
        double full = FULL * highestThreshold();
        StringBuilder line = new StringBuilder();
        for (int frame = 0; frame <= last(); frame++) {
            double share = Math.min(1, value.applyAsDouble(result.trace().at(frame)) / full);
            line.append(String.format(
                    Locale.ROOT,
                    "%s%.1f %.1f",
                    line.isEmpty() ? "M" : "L",
                    x(seconds(frame)),
                    FLOOR - (FLOOR - TOP) * share));
        }
        svg.path(style, line.toString());
    }

    private double highestThreshold() {
        double highest = 0;
        for (int frame = 0; frame <= last(); frame++) {
            float threshold = result.trace().at(frame).threshold();
            highest = Float.isFinite(threshold) ? Math.max(highest, threshold) : highest;
        }
        return highest == 0 ? 1 : highest;
    }

    private void detected(SvgDrawing svg) {
        int from = -1;
        for (int frame = 0; frame <= last() + 1; frame++) {
            boolean detected = frame <= last() && result.trace().detected(frame);
            if (detected && from < 0) {
                from = frame;
            } else if (!detected && from >= 0) {
                bar(svg, "state active", DETECTED, from, frame - 1, "detected");
                from = -1;
            }
        }
    }

    private void bar(SvgDrawing svg, String style, double y, int from, int to, String name) {
        double begin = seconds(from);
        double end = to < last() ? seconds(to + 1) : seconds(to);
        svg.rectangle(
                style,
                x(begin),
                y,
                x(end) - x(begin),
                BAR,
                String.format(Locale.ROOT, "%s, %.1f to %.1f s", name, begin, seconds(to)));
    }

    private int last() {
        return result.trace().frames() - 1;
    }

    private double x(double seconds) {
        return LEFT + (RIGHT - LEFT) * seconds / Math.max(1e-3, seconds(last()));
    }

    private double seconds(int frame) {
        return result.times().get(frame).toMillis() / 1000.0;
    }
}
