package io.vestibule.degradation.clip;

import io.vestibule.degradation.PixelBytes;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.Random;

/**
 * The shadow of a person outside the picture, or of a branch: an upright band with soft edges, a quarter of the picture wide, which leaves
 * 60 % of the light. It crosses the picture in five seconds, alternately to the right and to the left, every twenty seconds. The first one
 * comes after ten seconds.
 */
final class MovingShadow implements Degradation {

    private static final double EVERY = 20;
    private static final double FIRST = 10;
    private static final double CROSSES_IN = 5;
    private static final double HALF_WIDTH = 0.125;
    private static final double EDGE = 0.06;
    private static final double LIGHT_LEFT = 0.6;

    @Override
    public void apply(BufferedImage picture, Duration at, Random random) {
        double since = at.toMillis() / 1000.0 - FIRST;
        double crossed = Math.floorMod(Math.round(since * 1000), Math.round(EVERY * 1000)) / 1000.0 / CROSSES_IN;
        if (since < 0 || crossed >= 1) {
            return;
        }
        boolean back = (long) (since / EVERY) % 2 == 1;
        double reach = HALF_WIDTH + EDGE;
        double along = -reach + (1 + 2 * reach) * crossed;
        darken(picture, back ? 1 - along : along);
    }

    private static void darken(BufferedImage picture, double middle) {
        byte[] pixels = PixelBytes.of(picture);
        int width = picture.getWidth();
        for (int x = 0; x < width; x++) {
            double fromEdge = Math.abs((x + 0.5) / width - middle) - HALF_WIDTH;
            double shade = Math.max(0, Math.min(1, 0.5 - fromEdge / EDGE));
            if (shade > 0) {
                double light = 1 - (1 - LIGHT_LEFT) * shade;
                for (int i = 3 * x; i < pixels.length; i += 3 * width) {
                    for (int colour = i; colour < i + 3; colour++) {
                        pixels[colour] = PixelBytes.clamp(light * (pixels[colour] & 255));
                    }
                }
            }
        }
    }
}
