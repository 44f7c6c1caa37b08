package io.vestibule.lab.degradation;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * A photograph of a face that hangs on the wall from a moment on. Whoever passes it goes behind it, so it wants a place where
 * nobody goes.
 */
final class PosterOverlay implements Degradation {

    private final BufferedImage print;
    private final Rectangle place;
    private final Duration from;

    PosterOverlay(BufferedImage print, Rectangle place, Duration from) {
        this.print = print;
        this.place = place;
        this.from = from;
    }

    @Override
    public void spoil(BufferedImage picture, Duration at, Random random) {
        if (at.compareTo(from) < 0) {
            return;
        }
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(print, place.x, place.y, place.width, place.height, null);
        graphics.dispose();
    }
}
