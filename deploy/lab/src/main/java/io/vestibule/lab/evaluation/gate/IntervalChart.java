package io.vestibule.lab.evaluation.gate;

import io.vestibule.lab.report.AxisTicks;
import io.vestibule.lab.report.SvgDrawing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** Chart of one figure of several comparisons, one row each: a dot for the value and a bar for the 95 % interval. */
record IntervalChart(String description, List<Row> rows) {

    /**
     * One row.
     *
     * @param name label of the row
     * @param colour index of the colour
     * @param value a share; {@code low} and {@code high} are the ends of the bar
     */
    record Row(String name, int colour, double value, double low, double high) {}

    private static final int WIDTH = 1000;
    private static final double LEFT = 250;
    private static final double RIGHT = 970;
    private static final double ROW = 24;
    private static final double TOP = 12;
    private static final int TICKS = 5;

    String toSvg() {
        double highest = rows.stream().mapToDouble(Row::high).max().orElse(0);
        double lowest = rows.stream().mapToDouble(Row::low).min().orElse(0);
        // The axis starts at 0 if this wastes little space, so that lengths can be compared.
        double from = lowest < highest / 2 ? 0 : lowest - (highest - lowest) * 0.1;
        double to = highest > from ? highest + (highest - from) * 0.04 : from + 0.01;
        double floor = TOP + rows.size() * ROW;
        SvgDrawing svg = new SvgDrawing(WIDTH, (int) Math.ceil(floor + 28));
        for (BigDecimal percent : AxisTicks.between(100 * from, 100 * to, TICKS)) {
            double x = x(percent.doubleValue() / 100, from, to);
            svg.line("grid", x, TOP, x, floor);
            svg.text("tick", x, floor + 16, "middle", text("%." + Math.max(0, percent.scale()) + "f %%", percent));
        }
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            double y = TOP + (i + 0.5) * ROW;
            svg.text("name", LEFT - 12, y + 4, "end", row.name());
            svg.rectangle(
                    "bar c" + row.colour(),
                    x(row.low(), from, to),
                    y - 4,
                    x(row.high(), from, to) - x(row.low(), from, to),
                    8,
                    "");
            svg.circle(
                    "point c" + row.colour(),
                    x(row.value(), from, to),
                    y,
                    5,
                    text(
                            "%s: %.2f %% (%.2f to %.2f)",
                            row.name(), 100 * row.value(), 100 * row.low(), 100 * row.high()));
        }
        return svg.toSvg(description);
    }

    private static double x(double share, double from, double to) {
        return LEFT + (RIGHT - LEFT) * (share - from) / (to - from);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
