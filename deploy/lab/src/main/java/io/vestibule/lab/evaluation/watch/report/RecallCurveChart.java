package io.vestibule.lab.evaluation.watch.report;

import io.vestibule.lab.evaluation.watch.score.FilterResult;
import io.vestibule.lab.evaluation.watch.score.RecallCurve;
import io.vestibule.lab.evaluation.watch.score.RecallCurve.Point;
import io.vestibule.lab.evaluation.watch.score.WatchCounts;
import io.vestibule.lab.report.SvgDrawing;
import java.util.List;
import java.util.Locale;

/** Frame recall against the share of skipped frames: a line for the fixed thresholds of each filter, a dot for the calibrated one. */
record RecallCurveChart(List<FilterResult> results) {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 260;
    private static final double LEFT = 74;
    private static final double RIGHT = 980;
    private static final double TOP = 14;
    private static final double FLOOR = 222;

    /** Recall at the lower edge. Lower values are useless in practice. */
    private static final double LOWEST = 0.8;

    String drawn() {
        SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            svg.line("grid", x(tenth / 10.0), TOP, x(tenth / 10.0), FLOOR);
            svg.text("tick", x(tenth / 10.0), FLOOR + 16, "middle", tenth * 10 + " %");
        }
        for (int recall = 80; recall <= 100; recall += 5) {
            svg.line("grid", LEFT, y(recall / 100.0), RIGHT, y(recall / 100.0));
            svg.text("tick", LEFT - 8, y(recall / 100.0) + 4, "end", recall + " %");
        }
        svg.line("threshold", LEFT, y(RecallCurve.RECALL), RIGHT, y(RecallCurve.RECALL));
        svg.text(
                "label", (LEFT + RIGHT) / 2, HEIGHT - 6, "middle", "skipped frames; vertical: recall of needed frames");
        for (int i = 0; i < results.size(); i++) {
            curve(svg, results.get(i), i);
        }
        return svg.toSvg("Recall of needed frames against skipped frames");
    }

    private static void curve(SvgDrawing svg, FilterResult result, int number) {
        StringBuilder line = new StringBuilder();
        for (Point point : result.curve().points()) {
            point.counts()
                    .frameRecall()
                    .ifPresent(recall -> line.append(String.format(
                            Locale.ROOT,
                            "%s%.1f %.1f",
                            line.isEmpty() ? "M" : "L",
                            x(point.counts().exitShare()),
                            y(recall))));
        }
        if (!line.isEmpty()) {
            svg.path("curve c" + number, line.toString());
        }
        WatchCounts counts = result.calibrated();
        counts.frameRecall()
                .ifPresent(recall -> svg.circle(
                        "point c" + number,
                        x(counts.exitShare()),
                        y(recall),
                        5,
                        String.format(
                                Locale.ROOT,
                                "%s, %s, calibrated: %.1f %% skipped, recall %.1f %%",
                                result.filter(),
                                result.stem(),
                                100 * counts.exitShare(),
                                100 * recall)));
    }

    private static double x(double share) {
        return LEFT + (RIGHT - LEFT) * share;
    }

    private static double y(double recall) {
        return FLOOR - (FLOOR - TOP) * (Math.max(LOWEST, recall) - LOWEST) / (1 - LOWEST);
    }
}
