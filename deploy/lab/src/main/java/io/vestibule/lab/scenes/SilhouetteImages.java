package io.vestibule.lab.scenes;

import io.vestibule.lab.scenes.script.Portrait;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** The same people as silhouettes without faces, for pictures that are published. */
record SilhouetteImages(PersonImages people) implements PersonImages {

    private static final Color LIGHT = new Color(206, 204, 200);
    private static final Color DARK = new Color(150, 148, 146);

    @Override
    public HeadImage head(Portrait portrait) {
        HeadImage person = people.head(portrait);
        BufferedImage head =
                new BufferedImage(person.head().getWidth(), person.head().getHeight(), BufferedImage.TYPE_INT_ARGB);
        draw(head, HeadImage.FACE_WIDTH, person.faceHeight());
        return new HeadImage(head, person.faceHeight(), person.coat());
    }

    @Override
    public BufferedImage print(Portrait portrait) {
        BufferedImage original = people.print(portrait);
        BufferedImage print =
                new BufferedImage(original.getWidth(), original.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = print.createGraphics();
        graphics.setColor(new Color(116, 140, 150));
        graphics.fillRect(0, 0, print.getWidth(), print.getHeight());
        graphics.dispose();
        double shown = 1 + 2 * PRINT_MARGIN;
        draw(print, print.getWidth() / shown, print.getHeight() / shown);
        return print;
    }

    private static void draw(BufferedImage image, double faceWidth, double faceHeight) {
        Graphics2D graphics = image.createGraphics();
        ScenePainter.smooth(graphics);
        double x = image.getWidth() / 2.0;
        double y = image.getHeight() / 2.0;
        graphics.setColor(DARK);
        graphics.fill(new RoundRectangle2D.Double(
                x - 0.26 * faceWidth, y, 0.52 * faceWidth, 0.95 * faceHeight, 0.3 * faceWidth, 0.3 * faceWidth));
        graphics.setPaint(
                new GradientPaint((float) (x - faceWidth / 2), 0, LIGHT, (float) (x + faceWidth / 2), 0, DARK));
        graphics.fill(
                new Ellipse2D.Double(x - 0.56 * faceWidth, y - 0.56 * faceHeight, 1.12 * faceWidth, 1.1 * faceHeight));
        graphics.dispose();
    }
}
