package io.vestibule.lab.training;

import io.vestibule.lab.report.AxisTicks;
import io.vestibule.lab.report.SvgDrawing;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Draws curves over the steps of a run.
 *
 * @param last the last step
 * @param curves at most six; a curve without points is not drawn
 * @param teacher the level of the teacher as a dashed line
 */
record TrainingChart(long last, List<Curve> curves, Optional<Double> teacher) {

    private static final int WIDTH = 1000;
    private static final int HEIGHT = 250;
    private static final double LEFT = 74;
    private static final double RIGHT = 980;
    private static final double TOP = 14;
    private static final double FLOOR = 212;
    private static final int LINES = 4;

    /** A line of points (step, value). */
    record Curve(String name, List<double[]> points) {}

    String drawn(String description) {
        SvgDrawing svg = new SvgDrawing(WIDTH, HEIGHT);
        Scale scale = scale();
        for (BigDecimal value : AxisTicks.between(scale.low, scale.high, LINES)) {
            double y = scale.y(value.doubleValue());
            svg.line("grid", LEFT, y, RIGHT, y);
            svg.text("tick", LEFT - 8, y + 4, "end", tick(value));
        }
        for (BigDecimal step : AxisTicks.between(0, last, LINES)) {
            svg.text("tick", x(step.doubleValue()), FLOOR + 16, "middle", tick(step));
        }
        svg.text("label", (LEFT + RIGHT) / 2, HEIGHT - 6, "middle", "steps");
        teacher.ifPresent(level -> svg.line("threshold", LEFT, scale.y(level), RIGHT, scale.y(level)));
        for (int i = 0; i < curves.size(); i++) {
            curve(svg, curves.get(i), i, scale);
        }
        return svg.toSvg(description);
    }

    private void curve(SvgDrawing svg, Curve curve, int number, Scale scale) {
        StringBuilder line = new StringBuilder();
        for (double[] point : curve.points()) {
            line.append(String.format(
                    Locale.ROOT, "%s%.1f %.1f", line.isEmpty() ? "M" : "L", x(point[0]), scale.y(point[1])));
        }
        if (!line.isEmpty()) {
            svg.path("curve c" + number, line.toString());
            double[] end = curve.points().get(curve.points().size() - 1);
            svg.circle(
                    "point c" + number,
                    x(end[0]),
                    scale.y(end[1]),
                    4,
                    curve.name() + ", step " + Math.round(end[0]) + ": " + number(end[1]));
        }
    }

    private Scale scale() {
        double low = teacher.orElse(Double.POSITIVE_INFINITY);
        double high = teacher.orElse(Double.NEGATIVE_INFINITY);
        for (Curve curve : curves) {
            for (double[] point : curve.points()) {
                low = Math.min(low, point[1]);
                high = Math.max(high, point[1]);
            }
        }
        if (!(low <= high)) {
            return new Scale(0, 1);
        }
        double margin = high > low ? 0.04 * (high - low) : Math.max(1e-6, Math.abs(high));
        return new Scale(low - margin, high + margin);
    }

    private double x(double step) {
        return LEFT + (RIGHT - LEFT) * step / Math.max(1, last);
    }

    private static String tick(BigDecimal value) {
        boolean tiny = value.signum() != 0 && Math.abs(value.doubleValue()) < 0.001;
        return tiny
                ? String.format(Locale.ROOT, "%.0e", value)
                : String.format(Locale.ROOT, "%,." + Math.max(0, value.scale()) + "f", value);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= 0.01 || value == 0 ? "%.4g" : "%.1e", value);
    }

    /** Maps values to the vertical axis. */
    private record Scale(double low, double high) {

        double y(double value) {
            return FLOOR - (FLOOR - TOP) * (value - low) / (high - low);
        }
    }
}
