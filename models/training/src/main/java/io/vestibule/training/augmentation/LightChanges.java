package io.vestibule.training.augmentation;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.recipe.AugmentationRecipe;
import io.vestibule.training.recipe.AugmentationRecipe.Spread;

/** Light and sensor, on 112x112 pixels of blue, green, red. */
final class LightChanges {

    private static final int SIDE = AlignedFace.TEMPLATE;

    /** Of blue, green and red in what an eye calls bright: ITU-R BT.601. */
    private static final float[] EYE = {0.114f, 0.587f, 0.299f};

    /** The same for a sensor without a filter under infrared lamps, to which skin is bright: nearest to red. */
    private static final float[] NIGHT = {0.05f, 0.2f, 0.75f};

    /** How dark the corners are under a lamp beside the lens, at most. */
    private static final double FALL_OFF = 0.5;

    private LightChanges() {}

    /** Whether anything was changed. */
    static boolean change(byte[] bgr, AugmentationRecipe recipe, RandomDraws chance) {
        boolean infrared = chance.happens(recipe.infrared());
        boolean grey = chance.happens(recipe.grey());
        double falling = chance.between(0, FALL_OFF);
        double shift = chance.within(recipe.brightness()) * 255;
        double stretch = 1 + chance.within(recipe.contrast());
        if (infrared) {
            colourless(bgr, NIGHT);
            fallOff(bgr, falling);
        } else if (grey) {
            colourless(bgr, EYE);
        }
        boolean relit = shift != 0 || stretch != 1;
        if (relit) {
            relight(bgr, shift, stretch);
        }
        return infrared || grey || relit;
    }

    /** Whether anything was changed. Grey pixels stay grey. */
    static boolean noise(byte[] bgr, Spread spread, RandomDraws chance) {
        if (!chance.happens(spread.share())) {
            return false;
        }
        float deviation = (float) chance.between(spread.least(), spread.most());
        float[] noise = new float[bgr.length];
        chance.fill(noise);
        for (int i = 0; i < bgr.length; i += 3) {
            boolean grey = bgr[i] == bgr[i + 1] && bgr[i] == bgr[i + 2];
            for (int channel = 0; channel < 3; channel++) {
                bgr[i + channel] = limited((bgr[i + channel] & 0xFF) + deviation * noise[grey ? i : i + channel]);
            }
        }
        return true;
    }

    private static void colourless(byte[] bgr, float[] share) {
        for (int i = 0; i < bgr.length; i += 3) {
            float grey = share[0] * (bgr[i] & 0xFF) + share[1] * (bgr[i + 1] & 0xFF) + share[2] * (bgr[i + 2] & 0xFF);
            byte value = limited(grey);
            bgr[i] = value;
            bgr[i + 1] = value;
            bgr[i + 2] = value;
        }
    }

    /** Darker with the square of the distance from the middle, by {@code most} in the corners. */
    private static void fallOff(byte[] bgr, double most) {
        double middle = (SIDE - 1) / 2.0;
        double corner = 2 * middle * middle;
        for (int row = 0; row < SIDE; row++) {
            for (int column = 0; column < SIDE; column++) {
                double square = (row - middle) * (row - middle) + (column - middle) * (column - middle);
                float light = (float) (1 - most * square / corner);
                int at = 3 * (row * SIDE + column);
                for (int i = at; i < at + 3; i++) {
                    bgr[i] = limited(light * (bgr[i] & 0xFF));
                }
            }
        }
    }

    /** Stretched about the mean, then shifted. */
    private static void relight(byte[] bgr, double shift, double stretch) {
        long sum = 0;
        for (byte value : bgr) {
            sum += value & 0xFF;
        }
        double mean = (double) sum / bgr.length;
        byte[] changed = new byte[256];
        for (int value = 0; value < changed.length; value++) {
            changed[value] = limited((float) ((value - mean) * stretch + mean + shift));
        }
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = changed[bgr[i] & 0xFF];
        }
    }

    private static byte limited(float value) {
        return (byte) Math.max(0, Math.min(255, Math.round(value)));
    }
}
