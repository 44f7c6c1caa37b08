package io.vestibule.lab.export;

import io.vestibule.dataset.statistics.Histogram;
import io.vestibule.lab.report.SvgDrawing;
import java.util.Locale;

/** A histogram as a drawing: only the bins from the first to the last with anything in it, and what lies beyond as a note. */
record HistogramChart(Histogram histogram) {

    private static final int WIDTH = 760;
    private static final int HEIGHT = 210;
    private static final double LEFT = 56;
    private static final double RIGHT = 748;
    private static final double TOP = 14;
    private static final double FLOOR = 168;
    private static final int TICKS = 8;

    String drawn() {
        SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);
        int most = Math.max(
                1, histogram.counts().stream().mapToInt(Integer::intValue).max().orElse(1));
        levels(svg, most);
        double wide = (RIGHT - LEFT) / (last() + 1 - first());
        for (int bin = first(); bin <= last(); bin++) {
            int count = histogram.counts().get(bin);
            double high = (FLOOR - TOP) * count / most;
            if (count > 0) {
                svg.rectangle("bar", x(bin) + 0.5, FLOOR - high, wide - 1, high, title(bin, count));
            }
        }
        svg.line("floor", LEFT, FLOOR, RIGHT, FLOOR);
        ticks(svg);
        double mean = first() + (histogram.mean() - at(first())) / histogram.width();
        if (mean >= first() && mean <= last() + 1) {
            svg.line("threshold", x(mean), TOP, x(mean), FLOOR);
        }
        return svg.toSvg("How often " + histogram.of() + " takes which value, in " + histogram.unit());
    }

    private void levels(SvgDrawing svg, int most) {
        for (int quarter = 0; quarter <= 4; quarter += 2) {
            double y = FLOOR - (FLOOR - TOP) * quarter / 4;
            svg.line("grid", LEFT, y, RIGHT, y);
            svg.text("tick", LEFT - 8, y + 4, "end", String.valueOf(Math.round(most * quarter / 4.0)));
        }
    }

    private void ticks(SvgDrawing svg) {
        int step = Math.max(1, (last() + 1 - first() + TICKS - 1) / TICKS);
        for (int bin = first(); bin <= last() + 1; bin += step) {
            svg.text("tick", x(bin), FLOOR + 18, "middle", number(at(bin)));
        }
        svg.text("label", RIGHT, FLOOR + 36, "end", histogram.unit());
    }

    private String title(int bin, int count) {
        return number(at(bin)) + " to " + number(at(bin + 1)) + ": " + count;
    }

    private int first() {
        int first = 0;
        while (first < histogram.counts().size() - 1 && histogram.counts().get(first) == 0) {
            first++;
        }
        return first;
    }

    private int last() {
        int last = histogram.counts().size() - 1;
        while (last > first() && histogram.counts().get(last) == 0) {
            last--;
        }
        return last;
    }

    /** Where a bin begins. */
    private double at(int bin) {
        return histogram.from() + bin * histogram.width();
    }

    private double x(double bin) {
        return LEFT + (RIGHT - LEFT) * (bin - first()) / (last() + 1 - first());
    }

    /** As short as the width of the bins allows. */
    private String number(double value) {
        return String.format(Locale.ROOT, histogram.width() < 1 ? "%.2f" : "%.0f", value);
    }
}
