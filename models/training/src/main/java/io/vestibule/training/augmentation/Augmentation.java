package io.vestibule.training.augmentation;

import io.vestibule.models.face.AlignedFace;
import io.vestibule.training.network.FacePixels;
import io.vestibule.training.recipe.AugmentationRecipe;
import org.opencv.core.Core;

/**
 * Makes each face a little different each time, in the order in which a camera would: where the face is, the light, the lens, the sensor, the encoder.
 * What becomes of a face is told by the seed, the epoch and its name alone. Thread-safe; some 0.3 ms a face.
 */
public final class Augmentation {

    static {
        nu.pattern.OpenCV.loadLocally();
        // Faces are prepared beside the engine, which has the processors' threads.
        Core.setNumThreads(1);
    }

    private final AugmentationRecipe recipe;
    private final long seed;

    public Augmentation(AugmentationRecipe recipe, long seed) {
        this.recipe = recipe;
        this.seed = seed;
    }

    /**
     * Writes a face as the network's input.
     *
     * @param name that tells this face from all others
     * @param target gets {@link FacePixels#FLOATS} numbers: planes of blue, green and red, (p - 127) / 128
     * @param from where in {@code target} they begin
     */
    public void write(AlignedFace face, long epoch, String name, float[] target, int from) {
        RandomDraws chance = RandomDraws.of(seed, epoch, name);
        byte[] bgr = new byte[FacePixels.FLOATS];
        try (FaceCrop crop = FaceCrop.of(face, recipe, chance)) {
            crop.read(bgr);
            if (LightChanges.change(bgr, recipe, chance)) {
                crop.write(bgr);
            }
            crop.shrink(recipe.small(), chance);
            crop.blur(recipe.blur(), chance);
            crop.read(bgr);
            if (LightChanges.noise(bgr, recipe.noise(), chance)) {
                crop.write(bgr);
            }
            if (crop.compress(recipe.jpeg(), chance)) {
                crop.read(bgr);
            }
        }
        planes(bgr, target, from);
    }

    private static void planes(byte[] bgr, float[] target, int from) {
        int plane = bgr.length / 3;
        for (int pixel = 0; pixel < plane; pixel++) {
            for (int channel = 0; channel < 3; channel++) {
                target[from + channel * plane + pixel] = ((bgr[3 * pixel + channel] & 0xFF) - 127) / 128f;
            }
        }
    }
}
