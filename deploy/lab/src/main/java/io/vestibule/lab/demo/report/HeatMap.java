package io.vestibule.lab.demo.report;

import io.vestibule.models.motion.DistanceMap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/** Draws the mean distance of each cell from the background over the empty scene. */
final class HeatMap {

    /** Share of the largest distance that gets the hottest colour. */
    private static final float HOTTEST = 0.8f;

    private static final Color WARM = new Color(255, 209, 64);
    private static final Color HOT = new Color(214, 30, 66);

    private HeatMap() {}

    static BufferedImage over(BufferedImage scene, DistanceMap distances) {
        BufferedImage picture = new BufferedImage(scene.getWidth(), scene.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        Graphics2D graphics = picture.createGraphics();
        graphics.drawImage(grey(scene), 0, 0, null); // so that the colours stand out
        graphics.setColor(new Color(20, 24, 32, 90));
        graphics.fillRect(0, 0, scene.getWidth(), scene.getHeight());
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(cells(distances), 0, 0, scene.getWidth(), scene.getHeight(), null);
        graphics.dispose();
        return picture;
    }

    private static BufferedImage grey(BufferedImage scene) {
        BufferedImage grey = new BufferedImage(scene.getWidth(), scene.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = grey.createGraphics();
        graphics.drawImage(scene, 0, 0, null);
        graphics.dispose();
        return grey;
    }

    private static BufferedImage cells(DistanceMap distances) {
        float hottest = HOTTEST * Math.max(distances.peak(), Float.MIN_NORMAL);
        BufferedImage cells = new BufferedImage(distances.width(), distances.height(), BufferedImage.TYPE_INT_ARGB);
        for (int row = 0; row < distances.height(); row++) {
            for (int column = 0; column < distances.width(); column++) {
                float heat = distances.values()[row * distances.width() + column] / hottest;
                cells.setRGB(column, row, colour(Math.max(0, Math.min(1, heat))));
            }
        }
        return cells;
    }

    private static int colour(float heat) {
        int alpha = Math.round(225 * (float) Math.pow(heat, 0.85));
        return alpha << 24
                | mixed(WARM.getRed(), HOT.getRed(), heat) << 16
                | mixed(WARM.getGreen(), HOT.getGreen(), heat) << 8
                | mixed(WARM.getBlue(), HOT.getBlue(), heat);
    }

    private static int mixed(int from, int to, float share) {
        return Math.round(from + (to - from) * share);
    }
}
