package io.vestibule.degradation.clip;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * Rain: 150 bright streaks at new positions in each picture. They are 3 to 8 % of the picture's height long, slightly slanted and at most a
 * third opaque. One in ten is twice as wide, as it falls close to the lens.
 */
final class Rain implements Degradation {

    private static final int STREAKS = 150;
    private static final double SLANT = 0.18;

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        double unit = picture.getHeight() / 480.0;
        for (int i = 0; i < STREAKS; i++) {
            double x = random.nextDouble() * 1.1 * picture.getWidth();
            double y = (random.nextDouble() * 1.1 - 0.1) * picture.getHeight();
            double length = (0.03 + 0.05 * random.nextDouble()) * picture.getHeight();
            double width = unit * (random.nextInt(10) == 0 ? 2.4 : 1.2);
            graphics.setColor(new Color(225, 228, 232, 35 + random.nextInt(50)));
            graphics.setStroke(new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(new Line2D.Double(x, y, x - SLANT * length, y + length));
        }
        graphics.dispose();
    }
}
