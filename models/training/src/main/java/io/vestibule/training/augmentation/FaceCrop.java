package io.vestibule.training.augmentation;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.recipe.AugmentationRecipe;

/** Cuts the 112x112 frame of a face from its canvas, with a random shift, size, rotation and mirroring. */
final class FaceCrop {

    private static final int SIDE = AlignedFace.TEMPLATE;
    private static final int CANVAS_SIDE = AlignedFace.SIDE;
    private static final double CANVAS_MIDDLE = (CANVAS_SIDE - 1) / 2.0;
    private static final double MIDDLE = (SIDE - 1) / 2.0;

    private FaceCrop() {}

    /** Cuts the frame. Uncovered pixels come from the canvas's margin, and beyond it from its edge. */
    static byte[] of(AlignedFace face, AugmentationRecipe recipe, RandomDraws draws) {
        boolean flipped = draws.happens(recipe.flip());
        double shiftX = draws.within(recipe.jitter().shift());
        double shiftY = draws.within(recipe.jitter().shift());
        double scale = 1 + draws.within(recipe.jitter().scale());
        double angle = Math.toRadians(draws.within(recipe.jitter().rotation()));
        double mirror = flipped ? -1 : 1;
        double cos = StrictMath.cos(angle) / scale;
        double sin = StrictMath.sin(angle) / scale;
        byte[] canvas = face.bgr();
        byte[] frame = new byte[3 * SIDE * SIDE];
        // From the frame to the canvas, about both centres, because each pixel of the frame is looked up in the canvas.
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double dx = column - MIDDLE;
                double dy = row - MIDDLE;
                double x = CANVAS_MIDDLE + mirror * (shiftX + cos * dx - sin * dy);
                double y = CANVAS_MIDDLE + shiftY + sin * dx + cos * dy;
                interpolate(canvas, x, y, frame, 3 * (row * SIDE + column));
            }
        }
        return frame;
    }

    /** Bilinear interpolation. The edge of the canvas is repeated outside. */
    private static void interpolate(byte[] canvas, double x, double y, byte[] frame, int to) {
        int left = (int) Math.floor(x);
        int top = (int) Math.floor(y);
        double across = x - left;
        double down = y - top;
        int topRow = limited(top) * CANVAS_SIDE;
        int bottomRow = limited(top + 1) * CANVAS_SIDE;
        int topLeft = 3 * (topRow + limited(left));
        int topRight = 3 * (topRow + limited(left + 1));
        int bottomLeft = 3 * (bottomRow + limited(left));
        int bottomRight = 3 * (bottomRow + limited(left + 1));
        for (int channel = 0; channel < 3; channel++) {
            double upper = mix(canvas[topLeft + channel], canvas[topRight + channel], across);
            double lower = mix(canvas[bottomLeft + channel], canvas[bottomRight + channel], across);
            frame[to + channel] = (byte) Math.round(upper + (lower - upper) * down);
        }
    }

    private static double mix(byte a, byte b, double share) {
        return (a & 255) + ((b & 255) - (a & 255)) * share;
    }

    private static int limited(int position) {
        return Math.max(0, Math.min(CANVAS_SIDE - 1, position));
    }
}
