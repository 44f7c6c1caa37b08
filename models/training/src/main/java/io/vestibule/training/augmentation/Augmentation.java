package io.vestibule.training.augmentation;

import io.vestibule.degradation.BrightnessContrast;
import io.vestibule.degradation.GaussianBlur;
import io.vestibule.degradation.GreyConversion;
import io.vestibule.degradation.InfraredConversion;
import io.vestibule.degradation.JpegCompression;
import io.vestibule.degradation.ReducedResolution;
import io.vestibule.degradation.SensorNoise;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.recipe.AugmentationRecipe;
import io.vestibule.training.recipe.AugmentationRecipe.RandomStrength;

/**
 * Changes each training face at random, in the order of a camera: position, light, lens, sensor, encoder. The result depends on the
 * seed, the epoch and the name of the face only. Thread-safe.
 */
public final class Augmentation {

    private static final int SIDE = AlignedFace.TEMPLATE;

    /** Largest loss of light in the corners under an infrared lamp. A face is a small part of the frame, so that it may be any part of it. */
    private static final double MAX_CORNER_LOSS = 0.5;

    private static final SensorNoise NOISE = new SensorNoise(1);

    private final AugmentationRecipe recipe;
    private final long seed;

    public Augmentation(AugmentationRecipe recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
    }

    /**
     * Writes an augmented face as the network's input.
     *
     * @param name unique name of the face
     * @param target receives {@link FacePixels#FLOATS} values: planes of blue, green and red, (p - 127) / 128
     * @param from index of the first value in {@code target}
     */
    public void write(AlignedFace face, long epoch, String name, float[] target, int from) {
        RandomDraws draws = RandomDraws.of(seed, epoch, name);
        byte[] bgr = FaceCrop.of(face, recipe, draws);
        boolean grey = changeLight(bgr, draws);
        if (draws.happens(recipe.small().share())) {
            bgr = ReducedResolution.apply(bgr, SIDE, (int) Math.round(strength(recipe.small(), draws)));
        }
        if (draws.happens(recipe.blur().share())) {
            bgr = GaussianBlur.apply(bgr, SIDE, strength(recipe.blur(), draws));
        }
        if (draws.happens(recipe.noise().share())) {
            NOISE.addTo(bgr, 1, strength(recipe.noise(), draws), grey, draws.generator());
        }
        if (draws.happens(recipe.jpeg().share())) {
            bgr = JpegCompression.apply(bgr, SIDE, (float) (Math.round(strength(recipe.jpeg(), draws)) / 100.0));
        }
        writePlanes(bgr, target, from);
    }

    /** @return whether the face is grey */
    private boolean changeLight(byte[] bgr, RandomDraws draws) {
        boolean infrared = draws.happens(recipe.infrared());
        boolean grey = draws.happens(recipe.grey());
        double cornerLoss = draws.between(0, MAX_CORNER_LOSS);
        double shift = draws.within(recipe.brightness()) * 255;
        double contrast = 1 + draws.within(recipe.contrast());
        if (infrared) {
            new InfraredConversion(SIDE, SIDE, 1, 1 - cornerLoss).apply(bgr);
        } else if (grey) {
            GreyConversion.apply(bgr);
        }
        if (shift != 0 || contrast != 1) {
            BrightnessContrast.apply(bgr, shift, contrast);
        }
        return infrared || grey;
    }

    private static double strength(RandomStrength range, RandomDraws draws) {
        return draws.between(range.least(), range.most());
    }

    private static void writePlanes(byte[] bgr, float[] target, int from) {
        int plane = bgr.length / 3;
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                target[from + channel * plane + pixel] = ((bgr[3 * pixel + channel] & 0xFF) - 127) / 128f;
            }
        }
    }
}
