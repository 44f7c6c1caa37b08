package io.vestibule.training.recipe;

import java.util.function.Function;

/**
 * What is done to a face before the student sees it. The teacher has seen it as it was. Shares are of the faces, 0 to 1.
 *
 * @param flip share that is mirrored
 * @param jitter how far the crop may be off
 * @param brightness most that is added to or taken from the light, as a share of white, 0 to 1
 * @param contrast most by which contrast is stretched or pressed, as a share, 0 to under 1
 * @param blur out of focus, or in motion
 * @param noise of a sensor in the dark
 * @param jpeg compressed
 * @param grey share without colour
 * @param infrared share as a night camera has it: grey from other weights of the colours, bright faces, dark surroundings
 * @param small of a face that was small in its frame
 */
public record AugmentationRecipe(
        double flip,
        Jitter jitter,
        double brightness,
        double contrast,
        Spread blur,
        Spread noise,
        Spread jpeg,
        double grey,
        double infrared,
        Spread small) {

    /** Faces as they are. */
    public static final AugmentationRecipe NONE = new AugmentationRecipe(
            0, new Jitter(0, 0, 0), 0, 0, Spread.NEVER, Spread.NEVER, Spread.NEVER, 0, 0, Spread.NEVER);

    /**
     * @param shift most in each direction, in pixels of the 112x112 frame, 0 to 12
     * @param scale most by which it is larger or smaller, as a share, 0 to 0.2
     * @param rotation most to each side, degrees, 0 to 30
     */
    public record Jitter(double shift, double scale, double rotation) {

        static Jitter read(RecipeSection section) {
            Jitter jitter = new Jitter(
                    section.number("shift", 0, NumberRange.from(0, 12)),
                    section.number("scale", 0, NumberRange.from(0, 0.2)),
                    section.number("rotation", 0, NumberRange.from(0, 30)));
            section.end();
            return jitter;
        }

        String yaml() {
            return "{shift: %s, scale: %s, rotation: %s}"
                    .formatted(RecipeNumbers.text(shift), RecipeNumbers.text(scale), RecipeNumbers.text(rotation));
        }
    }

    /**
     * Something that happens to some, and to those more or less.
     *
     * @param share of the faces, 0 to 1
     * @param least how strong at least
     * @param most how strong at most
     */
    public record Spread(double share, double least, double most) {

        static final Spread NEVER = new Spread(0, 0, 0);

        static Function<RecipeSection, Spread> reader(String strength, double least, double most, NumberRange range) {
            return section -> {
                double[] strengths = section.pair(strength, new double[] {least, most}, range);
                Spread spread = new Spread(section.number("share", NumberRange.SHARE), strengths[0], strengths[1]);
                section.end();
                return spread;
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
                spread(section, "blur", Spread.reader("sigma", 0.5, 2, NumberRange.over(0, 5))),
                spread(section, "noise", Spread.reader("sigma", 2, 15, NumberRange.over(0, 60))),
                spread(section, "jpeg", Spread.reader("quality", 20, 90, NumberRange.from(5, 100))),
                section.number("grey", 0, NumberRange.SHARE),
                section.number("infrared", 0, NumberRange.SHARE),
                spread(section, "small", Spread.reader("side", 28, 80, NumberRange.from(12, 112))));
        section.end();
        return augmentation;
    }

    private static Spread spread(RecipeSection section, String key, Function<RecipeSection, Spread> reader) {
        return section.section(key).map(reader).orElse(Spread.NEVER);
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

    private static void add(StringBuilder text, String key, String strength, Spread spread) {
        if (!spread.equals(Spread.NEVER)) {
            text.append(", ").append(key).append(": ").append(spread.yaml(strength));
        }
    }
}
