package io.vestibule.training.recipe;

/**
 * Optimizer and learning rate.
 *
 * @param rate highest learning rate, over 0 to 10
 * @param warmupSteps steps in which the rate increases linearly to its highest value
 * @param decay how the rate decreases to the end of the budget
 * @param weightDecay share of the weights that a step removes, multiplied by the rate; not for biases, slopes and batch normalisation
 * @param momentum of sgd, 0 to under 1; adamw has its own
 * @param average decay of the moving average of the weights, 0 to under 1; the average is validated and exported
 * @param clip largest norm of the gradient, over 0
 */
public record ScheduleRecipe(
        Optimizer optimizer,
        double rate,
        int warmupSteps,
        Decay decay,
        double weightDecay,
        double momentum,
        double average,
        double clip) {

    /** The optimizer. */
    public enum Optimizer {
        ADAMW,
        SGD
    }

    /** The learning rate after the warm-up. */
    public enum Decay {
        /** Half a cosine, to 0. */
        COSINE,
        /** Constant. */
        CONSTANT
    }

    static ScheduleRecipe read(RecipeSection section) {
        ScheduleRecipe schedule = new ScheduleRecipe(
                section.choice("optimizer", Optimizer.ADAMW, Optimizer.class),
                section.number("rate", 0.001, NumberRange.over(0, 10)),
                section.count("warmup_steps", 100, NumberRange.from(0, 1e6)),
                section.choice("decay", Decay.COSINE, Decay.class),
                section.number("weight_decay", 0.0005, NumberRange.from(0, 10)),
                section.number("momentum", 0.9, NumberRange.from(0, 0.9999)),
                section.number("average", 0.999, NumberRange.from(0, 0.999999)),
                section.number("clip", 5, NumberRange.over(0, 1e9)));
        section.rejectUnknownKeys();
        return schedule;
    }

    String yaml() {
        return ("{optimizer: %s, rate: %s, warmup_steps: %s, decay: %s, weight_decay: %s, momentum: %s, average: %s,"
                        + " clip: %s}")
                .formatted(
                        RecipeSection.nameOf(optimizer),
                        RecipeNumbers.text(rate),
                        warmupSteps,
                        RecipeSection.nameOf(decay),
                        RecipeNumbers.text(weightDecay),
                        RecipeNumbers.text(momentum),
                        RecipeNumbers.text(average),
                        RecipeNumbers.text(clip));
    }
}
