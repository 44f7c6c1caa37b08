package io.vestibule.training.recipe;

/**
 * Validation during a run.
 *
 * @param share of the identities that is held out from training, over 0 to 0.9
 * @param everySteps interval of validations and checkpoints
 * @param faces most validation faces, 20 to 40,000; whole identities in the order of their hashes
 */
public record ValidationRecipe(double share, int everySteps, int faces) {

    /** Scores of all pairs, twice, are in one array, which limits the number of faces. */
    private static final int MOST_FACES = 40_000;

    static final ValidationRecipe DEFAULT = new ValidationRecipe(0.2, 500, 2000);

    static ValidationRecipe read(RecipeSection section) {
        ValidationRecipe validation = new ValidationRecipe(
                section.number("share", DEFAULT.share(), NumberRange.over(0, 0.9)),
                section.count("every_steps", DEFAULT.everySteps(), NumberRange.from(1, 1e9)),
                section.count("faces", DEFAULT.faces(), NumberRange.from(20, MOST_FACES)));
        section.rejectUnknownKeys();
        return validation;
    }

    String yaml() {
        return "{share: %s, every_steps: %s, faces: %s}".formatted(RecipeNumbers.text(share), everySteps, faces);
    }
}
