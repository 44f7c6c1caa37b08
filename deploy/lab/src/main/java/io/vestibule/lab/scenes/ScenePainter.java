package io.vestibule.lab.scenes;

import static io.vestibule.lab.scenes.FrameSize.HEIGHT;
import static io.vestibule.lab.scenes.FrameSize.WIDTH;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Draws objects that are typical near doors. Coordinates are pixels of a frame. */
final class ScenePainter {

    private final Graphics2D graphics;
    private final Random random;

    ScenePainter(Graphics2D graphics, Random random) {
        this.graphics = graphics;
        this.random = random;
        smooth(graphics);
    }

    static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    static Color grey(int value) {
        return new Color(value, value, value);
    }

    static Color shade(Color colour, double factor) {
        return new Color(
                clamp(colour.getRed() * factor), clamp(colour.getGreen() * factor), clamp(colour.getBlue() * factor));
    }

    private static int clamp(double value) {
        return (int) Math.max(0, Math.min(255, Math.round(value)));
    }

    /** Fills a surface with a vertical gradient from the upper to the lower colour. */
    ScenePainter wall(int left, int top, int width, int height, Color upper, Color lower) {
        graphics.setPaint(new GradientPaint(0, top, upper, 0, top + height, lower));
        graphics.fillRect(left, top, width, height);
        return this;
    }

    ScenePainter box(int left, int top, int width, int height, Color colour) {
        graphics.setColor(colour);
        graphics.fillRect(left, top, width, height);
        return this;
    }

    /** Draws a raised box: light from the upper left, a soft shadow to the lower right. */
    ScenePainter raised(int left, int top, int width, int height, Color colour) {
        for (int i = 6; i > 0; i--) {
            graphics.setColor(new Color(0, 0, 0, 9));
            graphics.fillRoundRect(left + 2, top + 3, width + i, height + i, 6, 6);
        }
        graphics.setPaint(new GradientPaint(left, top, shade(colour, 1.06), left, top + height, shade(colour, 0.9)));
        graphics.fillRect(left, top, width, height);
        line(left, top, left + width, top, shade(colour, 1.2), 1.2f);
        line(left, top + height, left + width, top + height, shade(colour, 0.7), 1.2f);
        return this;
    }

    ScenePainter line(double x1, double y1, double x2, double y2, Color colour, float width) {
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.draw(new Line2D.Double(x1, y1, x2, y2));
        return this;
    }

    ScenePainter disc(double x, double y, double radius, Color colour) {
        graphics.setColor(colour);
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        return this;
    }

    /** Draws a light that fades with the distance from its centre. */
    ScenePainter glow(double x, double y, double radius, Color colour) {
        Color transparent = new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), 0);
        graphics.setPaint(new RadialGradientPaint(
                (float) x, (float) y, (float) radius, new float[] {0, 1}, new Color[] {colour, transparent}));
        graphics.fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
        return this;
    }

    /** Draws floor tiles in perspective, from {@code top} to the lower edge of the frame. */
    ScenePainter tiles(int top, Color colour, Color joint) {
        wall(0, top, WIDTH, HEIGHT - top, shade(colour, 0.86), shade(colour, 1.05));
        double y = top;
        double depth = 7;
        while (y < HEIGHT) {
            line(0, y, WIDTH, y, joint, 1.3f);
            y += depth;
            depth *= 1.42;
        }
        for (int i = -16; i <= 16; i++) {
            line(WIDTH / 2.0 + i * 30, top, WIDTH / 2.0 + i * 130, HEIGHT, joint, 1.2f);
        }
        return this;
    }

    /** Draws rows of bricks with slightly different colours. */
    ScenePainter bricks(int top, int bottom, Color colour, Color mortar) {
        box(0, top, WIDTH, bottom - top, mortar);
        int course = 0;
        for (int y = top; y < bottom; y += 15) {
            int start = course++ % 2 == 0 ? 0 : -19;
            for (int x = start; x < WIDTH; x += 38) {
                Color own = shade(colour, 0.86 + 0.26 * random.nextDouble());
                graphics.setPaint(new GradientPaint(x, y, shade(own, 1.05), x, y + 13, shade(own, 0.92)));
                graphics.fillRect(x, y, 36, Math.min(13, bottom - y));
            }
        }
        return this;
    }

    /** Draws a panelled door in its frame. */
    ScenePainter door(int left, int top, int width, int height, Color colour, Color frame) {
        raised(left - 9, top - 9, width + 18, height + 9, frame);
        wall(left, top, width, height, shade(colour, 1.05), shade(colour, 0.85));
        int margin = width / 7;
        int panel = (height - 4 * margin) / 3;
        for (int i = 0; i < 3; i++) {
            int y = top + margin + i * (panel + margin / 2);
            wall(left + margin, y, width - 2 * margin, panel, shade(colour, 0.82), shade(colour, 0.95));
            line(left + margin, y, left + width - margin, y, shade(colour, 0.6), 1.5f);
            line(left + margin, y + panel, left + width - margin, y + panel, shade(colour, 1.2), 1.5f);
        }
        disc(left + width - margin / 2.0, top + height * 0.55, 4, new Color(214, 190, 130));
        return this;
    }

    /** Draws letter boxes with slots and name plates. */
    ScenePainter letterBoxes(int left, int top, int columns, int rows, Color metal) {
        int width = 40;
        int height = 29;
        raised(left - 5, top - 5, columns * width + 10, rows * height + 10, shade(metal, 0.8));
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int x = left + column * width + 2;
                int y = top + row * height + 2;
                wall(x, y, width - 4, height - 4, shade(metal, 1.08), shade(metal, 0.92));
                line(x + 7, y + 6, x + width - 11, y + 6, shade(metal, 0.4), 2.2f);
                box(x + 9, y + 14, 15, 5, new Color(240, 238, 228));
                disc(x + width - 9, y + 17, 1.8, shade(metal, 0.5));
            }
        }
        return this;
    }

    /** Draws a potted plant. {@code x} and {@code y} are the centre of the pot's base. */
    ScenePainter plant(int x, int y, double size) {
        disc(x, y, 0.2 * size, new Color(0, 0, 0, 40));
        for (int i = 0; i < 26; i++) {
            double angle = Math.toRadians(-90 + 75 * (random.nextDouble() * 2 - 1));
            double length = size * (0.55 + 0.5 * random.nextDouble());
            Color green = shade(new Color(70, 112, 62), 0.7 + 0.6 * random.nextDouble());
            leaf(x, y - 0.42 * size, angle, length, 0.1 * length, green);
        }
        Path2D pot = new Path2D.Double();
        pot.moveTo(x - 0.27 * size, y - 0.5 * size);
        pot.lineTo(x + 0.27 * size, y - 0.5 * size);
        pot.lineTo(x + 0.19 * size, y);
        pot.lineTo(x - 0.19 * size, y);
        pot.closePath();
        Color clay = new Color(170, 96, 68);
        graphics.setPaint(new GradientPaint(
                (float) (x - 0.27 * size), 0, shade(clay, 1.15), (float) (x + 0.27 * size), 0, shade(clay, 0.7)));
        graphics.fill(pot);
        return this;
    }

    /** Draws a bush as many small leaves. */
    ScenePainter bush(int left, int top, int width, int height) {
        for (int i = 0; i < width * height / 45; i++) {
            double x = left + width * random.nextDouble();
            double edge = Math.sin(Math.PI * (x - left) / width);
            double y = top + height * (1 - Math.sqrt(edge) * random.nextDouble());
            Color green =
                    shade(new Color(74, 106, 58), 0.5 + 0.5 * (1 - (y - top) / height) + 0.3 * random.nextDouble());
            leaf(x, y, Math.PI * 2 * random.nextDouble(), 9, 3, green);
        }
        return this;
    }

    private void leaf(double x, double y, double angle, double length, double width, Color colour) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(angle);
        Path2D leaf = new Path2D.Double();
        leaf.moveTo(0, 0);
        leaf.quadTo(length / 2, -width, length, 0);
        leaf.quadTo(length / 2, width, 0, 0);
        graphics.setColor(colour);
        graphics.fill(leaf);
        graphics.setTransform(before);
    }

    /** Darkens the corners, as a lens does. */
    ScenePainter vignette(int strength) {
        graphics.setPaint(new RadialGradientPaint(WIDTH / 2f, HEIGHT / 2f, 440, new float[] {0.45f, 1}, new Color[] {
            new Color(0, 0, 0, 0), new Color(0, 0, 0, strength)
        }));
        graphics.fillRect(0, 0, WIDTH, HEIGHT);
        return this;
    }

    /** Adds pixel noise of up to 3 grey levels, so that surfaces are not perfect gradients. */
    static void roughen(BufferedImage image, Random random) {
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                int offset = random.nextInt(7) - 3;
                image.setRGB(
                        x,
                        y,
                        (clamp(((rgb >> 16) & 255) + offset) << 16)
                                | (clamp(((rgb >> 8) & 255) + offset) << 8)
                                | clamp((rgb & 255) + offset));
            }
        }
    }
}
