package io.vestibule.training.recipe;

/**
 * How big the steps are.
 *
 * @param rate highest learning rate, over 0 to 10
 * @param warmupSteps steps in which the rate rises evenly to its highest
 * @param decay how it falls from there to the end of the budget
 * @param weightDecay share of the weights taken off with each step, times the rate; biases, slopes and batch normalisation are spared
 * @param momentum of sgd, 0 to under 1; adamw has its own
 * @param average share of the old average that stays with each step, 0 to under 1; what is judged and written is the average
 * @param clip longest gradient, all numbers together, over 0
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

    /** How a step is made of gradients. */
    public enum Optimizer {
        ADAMW,
        SGD
    }

    /** What becomes of the rate after the warm-up. */
    public enum Decay {
        /** Half a cosine, down to 0. */
        COSINE,
        /** Nothing. */
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
        section.end();
        return schedule;
    }

    String yaml() {
        return ("{optimizer: %s, rate: %s, warmup_steps: %s, decay: %s, weight_decay: %s, momentum: %s, average: %s,"
                        + " clip: %s}")
                .formatted(
                        RecipeSection.written(optimizer),
                        RecipeNumbers.text(rate),
                        warmupSteps,
                        RecipeSection.written(decay),
                        RecipeNumbers.text(weightDecay),
                        RecipeNumbers.text(momentum),
                        RecipeNumbers.text(average),
                        RecipeNumbers.text(clip));
    }
}
