package io.vestibule.lab.report;

import java.util.Locale;

/**
 * Writes an SVG drawing, element by element. It contains only shapes and class names; the style sheet of the page
 * defines the appearance.
 */
public final class SvgDrawing {

    private final StringBuilder elements = new StringBuilder();
    private final int width;
    private final int height;

    public SvgDrawing(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /**
     * Adds a rectangle.
     *
     * @param title tooltip; empty for none
     */
    public SvgDrawing rectangle(String style, double x, double y, double w, double h, String title) {
        return add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">%s</rect>",
                style, x, y, Math.max(w, 0.5), h, titled(title));
    }

    public SvgDrawing line(String style, double x1, double y1, double x2, double y2) {
        return add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    public SvgDrawing circle(String style, double x, double y, double radius, String title) {
        return add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\">%s</circle>",
                style, x, y, radius, titled(title));
    }

    public SvgDrawing path(String style, String commands) {
        return add("<path class=\"%s\" d=\"%s\"/>", style, commands);
    }

    /**
     * Adds a text.
     *
     * @param anchor start, middle or end
     */
    public SvgDrawing text(String style, double x, double y, String anchor, String text) {
        return add(
                "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
                style, x, y, anchor, escaped(text));
    }

    /**
     * Returns the SVG element.
     *
     * @param description for screen readers
     */
    public String toSvg(String description) {
        return String.format(
                Locale.ROOT,
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>",
                width,
                height,
                escaped(description),
                elements);
    }

    private SvgDrawing add(String format, Object... values) {
        elements.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    private static String titled(String title) {
        return title.isEmpty() ? "" : "<title>" + escaped(title) + "</title>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
