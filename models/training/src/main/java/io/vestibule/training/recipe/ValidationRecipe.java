package io.vestibule.training.recipe;

/**
 * How the student is judged on the way.
 *
 * @param share of the identities that it never learns from, over 0 to 0.9
 * @param everySteps steps between two judgements, and between two checkpoints
 * @param faces most faces that are looked at, 20 to 40,000; whole identities, in the order of their hashes
 */
public record ValidationRecipe(double share, int everySteps, int faces) {

    /** Every face is compared with every other, twice, and all of that lies in one array. */
    private static final int MOST = 40_000;

    static final ValidationRecipe DEFAULT = new ValidationRecipe(0.2, 500, 2000);

    static ValidationRecipe read(RecipeSection section) {
        ValidationRecipe validation = new ValidationRecipe(
                section.number("share", DEFAULT.share(), NumberRange.over(0, 0.9)),
                section.count("every_steps", DEFAULT.everySteps(), NumberRange.from(1, 1e9)),
                section.count("faces", DEFAULT.faces(), NumberRange.from(20, MOST)));
        section.end();
        return validation;
    }

    String yaml() {
        return "{share: %s, every_steps: %s, faces: %s}".formatted(RecipeNumbers.text(share), everySteps, faces);
    }
}
