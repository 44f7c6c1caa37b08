package io.vestibule.training.recipe;

import java.util.function.Function;

/**
 * Random changes of a training face. Shares are shares of the faces, 0 to 1.
 *
 * @param flip share of mirrored faces
 * @param jitter random crop
 * @param brightness largest shift of the brightness, as a share of white, 0 to 1
 * @param contrast largest change of the contrast, as a share, 0 to under 1
 * @param blur Gaussian blur, as of a lens out of focus or of motion
 * @param noise sensor noise
 * @param jpeg JPEG compression
 * @param grey share of faces without colour
 * @param infrared share of faces as an infrared camera shows them
 * @param small reduced resolution, as of a face that is small in its frame
 */
public record AugmentationRecipe(
        double flip,
        Jitter jitter,
        double brightness,
        double contrast,
        RandomStrength blur,
        RandomStrength noise,
        RandomStrength jpeg,
        double grey,
        double infrared,
        RandomStrength small) {

    /** No augmentation. */
    public static final AugmentationRecipe NONE = new AugmentationRecipe(
            0,
            new Jitter(0, 0, 0),
            0,
            0,
            RandomStrength.NEVER,
            RandomStrength.NEVER,
            RandomStrength.NEVER,
            0,
            0,
            RandomStrength.NEVER);

    /**
     * Random geometry of the crop.
     *
     * @param shift largest shift in each direction, in pixels of the 112x112 crop, 0 to 12
     * @param scale largest change of the size, as a share, 0 to 0.2
     * @param rotation largest angle to each side in degrees, 0 to 30
     */
    public record Jitter(double shift, double scale, double rotation) {

        static Jitter read(RecipeSection section) {
            Jitter jitter = new Jitter(
                    section.number("shift", 0, NumberRange.from(0, 12)),
                    section.number("scale", 0, NumberRange.from(0, 0.2)),
                    section.number("rotation", 0, NumberRange.from(0, 30)));
            section.rejectUnknownKeys();
            return jitter;
        }

        String yaml() {
            return "{shift: %s, scale: %s, rotation: %s}"
                    .formatted(RecipeNumbers.text(shift), RecipeNumbers.text(scale), RecipeNumbers.text(rotation));
        }
    }

    /**
     * A change of some faces with a random strength.
     *
     * @param share of the faces, 0 to 1
     * @param least lowest strength
     * @param most highest strength
     */
    public record RandomStrength(double share, double least, double most) {

        static final RandomStrength NEVER = new RandomStrength(0, 0, 0);

        static Function<RecipeSection, RandomStrength> reader(
                String strength, double least, double most, NumberRange range) {
            return section -> {
                double[] strengths = section.pair(strength, new double[] {least, most}, range);
                RandomStrength random =
                        new RandomStrength(section.number("share", NumberRange.SHARE), strengths[0], strengths[1]);
                section.rejectUnknownKeys();
                return random;
            };
        }

        String yaml(String strength) {
            return "{share: %s, %s: %s}"
                    .formatted(RecipeNumbers.text(share), strength, RecipeNumbers.pair(least, most));
        }
    }

    static AugmentationRecipe read(RecipeSection section) {
        AugmentationRecipe augmentation = new AugmentationRecipe(
                section.number("flip", 0, NumberRange.SHARE),
                section.section("jitter").map(Jitter::read).orElse(NONE.jitter()),
                section.number("brightness", 0, NumberRange.SHARE),
                section.number("contrast", 0, NumberRange.from(0, 0.9)),
                strength(section, "blur", RandomStrength.reader("sigma", 0.5, 2, NumberRange.over(0, 5))),
                strength(section, "noise", RandomStrength.reader("sigma", 2, 15, NumberRange.over(0, 60))),
                strength(section, "jpeg", RandomStrength.reader("quality", 20, 90, NumberRange.from(5, 100))),
                section.number("grey", 0, NumberRange.SHARE),
                section.number("infrared", 0, NumberRange.SHARE),
                strength(section, "small", RandomStrength.reader("side", 28, 80, NumberRange.from(12, 112))));
        section.rejectUnknownKeys();
        return augmentation;
    }

    private static RandomStrength strength(
            RecipeSection section, String key, Function<RecipeSection, RandomStrength> reader) {
        return section.section(key).map(reader).orElse(RandomStrength.NEVER);
    }

    String yaml() {
        StringBuilder text = new StringBuilder("{flip: ")
                .append(RecipeNumbers.text(flip))
                .append(", jitter: ")
                .append(jitter.yaml())
                .append(", brightness: ")
                .append(RecipeNumbers.text(brightness))
                .append(", contrast: ")
                .append(RecipeNumbers.text(contrast));
        add(text, "blur", "sigma", blur);
        add(text, "noise", "sigma", noise);
        add(text, "jpeg", "quality", jpeg);
        add(text, "small", "side", small);
        return text.append(", grey: ")
                .append(RecipeNumbers.text(grey))
                .append(", infrared: ")
                .append(RecipeNumbers.text(infrared))
                .append('}')
                .toString();
    }

    private static void add(StringBuilder text, String key, String strength, RandomStrength random) {
        if (!random.equals(RandomStrength.NEVER)) {
            text.append(", ").append(key).append(": ").append(random.yaml(strength));
        }
    }
}
