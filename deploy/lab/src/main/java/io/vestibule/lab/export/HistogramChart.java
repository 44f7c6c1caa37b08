package io.vestibule.lab.export;

import io.vestibule.dataset.statistics.Histogram;
import io.vestibule.lab.report.SvgDrawing;
import java.util.List;
import java.util.Locale;

/** A histogram as SVG: the bins from the first to the last that is not empty, and a line at the mean. */
record HistogramChart(Histogram histogram) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 210;
    private static final double LEFT = 56;
    private static final double RIGHT = 748;
    private static final double TOP = 14;
    private static final double BOTTOM = 168;
    private static final int TICKS = 8;

    String svg() {
        SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);
        int highest = Math.max(
                1, histogram.counts().stream().mapToInt(Integer::intValue).max().orElse(1));
        drawGrid(svg, highest);
        double width = (RIGHT - LEFT) / (last() + 1 - first());
        for (int bin = first(); bin <= last(); bin++) {
            int count = histogram.counts().get(bin);
            double height = (BOTTOM - TOP) * count / highest;
            if (count > 0) {
                svg.rectangle("bar", x(bin) + 0.5, BOTTOM - height, width - 1, height, title(bin, count));
            }
        }
        svg.line("floor", LEFT, BOTTOM, RIGHT, BOTTOM);
        drawTicks(svg);
        double mean = first() + (histogram.mean() - start(first())) / histogram.width();
        if (mean >= first() && mean <= last() + 1) {
            svg.line("threshold", x(mean), TOP, x(mean), BOTTOM);
        }
        return svg.toSvg("Histogram of " + histogram.of() + " in " + histogram.unit());
    }

    private void drawGrid(SvgDrawing svg, int highest) {
        for (int quarter = 0; quarter <= 4; quarter += 2) {
            double y = BOTTOM - (BOTTOM - TOP) * quarter / 4;
            svg.line("grid", LEFT, y, RIGHT, y);
            svg.text("tick", LEFT - 8, y + 4, "end", String.valueOf(Math.round(highest * quarter / 4.0)));
        }
    }

    private void drawTicks(SvgDrawing svg) {
        int step = Math.max(1, (last() + 1 - first() + TICKS - 1) / TICKS);
        for (int bin = first(); bin <= last() + 1; bin += step) {
            svg.text("tick", x(bin), BOTTOM + 18, "middle", number(start(bin)));
        }
        svg.text("label", RIGHT, BOTTOM + 36, "end", histogram.unit());
    }

    private String title(int bin, int count) {
        return number(start(bin)) + " to " + number(start(bin + 1)) + ": " + count;
    }

    private int first() {
        List<Integer> counts = histogram.counts();
        int first = 0;
        while (first < counts.size() - 1 && counts.get(first) == 0) {
            first++;
        }
        return first;
    }

    private int last() {
        List<Integer> counts = histogram.counts();
        int last = counts.size() - 1;
        while (last > first() && counts.get(last) == 0) {
            last--;
        }
        return last;
    }

    /** The value at the start of a bin. */
    private double start(int bin) {
        return histogram.from() + bin * histogram.width();
    }

    private double x(double bin) {
        return LEFT + (RIGHT - LEFT) * (bin - first()) / (last() + 1 - first());
    }

    /** With as few digits as the width of the bins allows. */
    private String number(double value) {
        return String.format(Locale.ROOT, histogram.width() < 1 ? "%.2f" : "%.0f", value);
    }
}
