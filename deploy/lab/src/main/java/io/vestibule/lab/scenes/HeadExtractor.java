package io.vestibule.lab.scenes;

import io.vestibule.models.geometry.BoundingBox;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.List;

/** Cuts a head out of a photograph. All shapes are in units of the face box's width and height. */
final class HeadExtractor {

    /** Half the side of the result, in face widths: enough for hair, neck and rotation. */
    private static final double HALF_SIDE = 2.2;

    private static final double FEATHER = 0.2;

    private final BufferedImage photograph;
    private final BoundingBox face;
    private final List<BoundingBox> others;

    /**
     * @param face in pixels of the photograph
     * @param others all other faces of the photograph, in the same units
     */
    HeadExtractor(BufferedImage photograph, BoundingBox face, List<BoundingBox> others) {
        this.photograph = photograph;
        this.face = face;
        this.others = others;
    }

    /** Returns the head with a soft edge. The face is centred and {@link HeadImage#FACE_WIDTH} pixels wide. */
    BufferedImage extract() {
        double scale = HeadImage.FACE_WIDTH / (double) face.width();
        int side = (int) (2 * HALF_SIDE * HeadImage.FACE_WIDTH);
        BufferedImage head = new BufferedImage(side, side, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = head.createGraphics();
        ScenePainter.smooth(graphics);
        AffineTransform transform = new AffineTransform();
        transform.translate(side / 2.0, side / 2.0);
        transform.scale(scale, scale);
        transform.translate(-centreX(face), -centreY(face));
        graphics.drawImage(photograph, transform, null);
        graphics.dispose();
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                int rgb = head.getRGB(x, y);
                double photoX = (x - side / 2.0) / scale + centreX(face);
                double photoY = (y - side / 2.0) / scale + centreY(face);
                long alpha = Math.round((rgb >>> 24) * opacity(photoX, photoY));
                head.setRGB(x, y, ((int) alpha << 24) | (rgb & 0xFFFFFF));
            }
        }
        return head;
    }

    private double opacity(double x, double y) {
        double across = (x - centreX(face)) / face.width();
        double down = (y - centreY(face)) / face.height();
        double head = Math.hypot(across / 0.74, (down + 0.1) / 0.69);
        double neck = Math.max(Math.abs(across) / 0.46, Math.abs(down - 0.55) / 0.5);
        double inside = Math.max(soft(head), soft(neck));
        for (BoundingBox other : others) {
            double fromOther = Math.max(
                    Math.abs(x - centreX(other)) / (0.62 * other.width()),
                    Math.abs(y - centreY(other)) / (0.62 * other.height()));
            inside *= 1 - soft(fromOther);
        }
        return inside;
    }

    /** Returns 1 inside the shape, 0 outside, with a smooth slope of width {@link #FEATHER} between. */
    private static double soft(double distance) {
        double t = Math.max(0, Math.min(1, (1 - distance) / FEATHER));
        return t * t * (3 - 2 * t);
    }

    private static double centreX(BoundingBox box) {
        return (box.left() + box.right()) / 2.0;
    }

    private static double centreY(BoundingBox box) {
        return (box.top() + box.bottom()) / 2.0;
    }
}
