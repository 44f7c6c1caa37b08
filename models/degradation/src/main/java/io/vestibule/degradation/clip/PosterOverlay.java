package io.vestibule.degradation.clip;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * A photograph of a face that hangs on the wall from a given time on. It is drawn over people in front of it, so its place must be one where
 * nobody walks.
 */
final class PosterOverlay implements Degradation {

    private final DegradationKind.Poster poster;

    PosterOverlay(DegradationKind.Poster poster) {
        this.poster = poster;
    }

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        if (at.compareTo(poster.from()) < 0) {
            return;
        }
        Rectangle place = poster.place();
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(poster.print(), place.x, place.y, place.width, place.height, null);
        graphics.dispose();
    }
}
