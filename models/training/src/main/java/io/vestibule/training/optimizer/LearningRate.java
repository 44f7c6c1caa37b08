package io.vestibule.training.optimizer;

import io.vestibule.training.recipe.ScheduleRecipe;
import io.vestibule.training.recipe.ScheduleRecipe.Decay;

/** The learning rate during a run. */
public final class LearningRate {

    private LearningRate() {}

    /**
     * The rate of a step: a linear increase in the warm-up, times half a cosine over the budget.
     *
     * <p>Source: Loshchilov and Hutter, "SGDR" (arXiv 1608.03983), equation 5, without restarts.
     *
     * @param step number of the step, from 0
     * @param spent spent share of the budget, 0 to 1
     */
    public static double of(ScheduleRecipe schedule, long step, double spent) {
        double warmup = schedule.warmupSteps() == 0 ? 1 : Math.min(1, (step + 1.0) / schedule.warmupSteps());
        double decay = schedule.decay() == Decay.CONSTANT ? 1 : (1 + Math.cos(Math.PI * Math.min(1, spent))) / 2;
        return schedule.rate() * warmup * decay;
    }
}
