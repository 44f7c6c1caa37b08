package io.vestibule.lab.scenes;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;

/** A person in a coat that can be drawn at any size. */
final class PersonSprite {

    private final HeadImage head;
    private final BufferedImage half;

    PersonSprite(HeadImage head) {
        this.head = head;
        this.half = half(head.head());
    }

    /**
     * @param x centre of the face
     * @param y centre of the face
     * @param faceWidth in pixels, at most about {@link HeadImage#FACE_WIDTH}
     * @param turn of the head in degrees, positive clockwise
     */
    void draw(Graphics2D graphics, double x, double y, double faceWidth, double turn) {
        ScenePainter.smooth(graphics);
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        double scale = faceWidth / HeadImage.FACE_WIDTH;
        graphics.scale(scale, scale);
        drawHead(graphics, scale, turn);
        drawCoat(graphics);
        graphics.setTransform(before);
    }

    /** Uses a half-size image for scales below 0.55: bilinear scaling would skip pixels, and edges would flicker. */
    private void drawHead(Graphics2D graphics, double scale, double turn) {
        AffineTransform transform = AffineTransform.getRotateInstance(Math.toRadians(turn));
        BufferedImage image = head.head();
        if (scale < 0.55) {
            image = half;
            transform.scale(2, 2);
        }
        transform.translate(-image.getWidth() / 2.0, -image.getHeight() / 2.0);
        graphics.drawImage(image, transform, null);
    }

    private void drawCoat(Graphics2D graphics) {
        double width = HeadImage.FACE_WIDTH;
        double chin = head.faceHeight() / 2;
        double collar = chin + 0.22 * width;
        double shoulder = chin + 0.62 * width;
        double floor = 12 * width;
        Path2D coat = new Path2D.Double();
        coat.moveTo(-0.34 * width, collar - 0.12 * width);
        coat.quadTo(-0.3 * width, collar + 0.2 * width, 0, collar + 0.34 * width);
        coat.quadTo(0.3 * width, collar + 0.2 * width, 0.34 * width, collar - 0.12 * width);
        coat.curveTo(
                0.6 * width,
                collar + 0.12 * width,
                1.35 * width,
                shoulder - 0.3 * width,
                1.5 * width,
                shoulder + 0.3 * width);
        coat.curveTo(1.66 * width, shoulder + width, 1.7 * width, shoulder + 2 * width, 1.72 * width, floor);
        coat.lineTo(-1.72 * width, floor);
        coat.curveTo(
                -1.7 * width,
                shoulder + 2 * width,
                -1.66 * width,
                shoulder + width,
                -1.5 * width,
                shoulder + 0.3 * width);
        coat.curveTo(
                -1.35 * width,
                shoulder - 0.3 * width,
                -0.6 * width,
                collar + 0.12 * width,
                -0.34 * width,
                collar - 0.12 * width);
        coat.closePath();
        Color colour = head.coat();
        graphics.setPaint(new GradientPaint(
                (float) (-1.5 * width),
                0,
                ScenePainter.shade(colour, 1.15),
                (float) (1.7 * width),
                0,
                ScenePainter.shade(colour, 0.62)));
        graphics.fill(coat);
        graphics.setColor(new Color(0, 0, 0, 90));
        graphics.setStroke(new BasicStroke(5, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        Path2D seams = new Path2D.Double();
        seams.moveTo(0, collar + 0.34 * width);
        seams.lineTo(0, floor);
        seams.moveTo(-0.36 * width, collar - 0.1 * width);
        seams.lineTo(-0.42 * width, collar + 0.5 * width);
        seams.lineTo(-0.02 * width, collar + 1.3 * width);
        seams.moveTo(0.36 * width, collar - 0.1 * width);
        seams.lineTo(0.42 * width, collar + 0.5 * width);
        seams.lineTo(0.02 * width, collar + 1.3 * width);
        graphics.draw(seams);
    }

    private static BufferedImage half(BufferedImage image) {
        BufferedImage half =
                new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, BufferedImage.TYPE_INT_ARGB);
        return new AffineTransformOp(AffineTransform.getScaleInstance(0.5, 0.5), AffineTransformOp.TYPE_BILINEAR)
                .filter(image, half);
    }
}
