package io.vestibule.training.trainer;

import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.recipe.BudgetRecipe;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Measures how much of the budget is spent. Time of steps counts, time of validation does not. */
final class TrainingClock {

    private final BudgetRecipe budget;
    private final BatchSampler sampler;
    private double seconds;
    private long startedAt;

    /** @param seconds spent before this clock was made */
    TrainingClock(BudgetRecipe budget, BatchSampler sampler, double seconds) {
        this.budget = budget;
        this.sampler = sampler;
        this.seconds = seconds;
    }

    void start() {
        startedAt = System.nanoTime();
    }

    void stop() {
        seconds += (System.nanoTime() - startedAt) / 1e9;
    }

    /** Time of all steps. */
    double seconds() {
        return seconds;
    }

    /** Steps of the whole run; empty if the budget is a time. */
    OptionalLong totalSteps() {
        if (budget instanceof BudgetRecipe.Steps given) {
            return OptionalLong.of(given.steps());
        }
        if (budget instanceof BudgetRecipe.Epochs given) {
            return OptionalLong.of(Math.max(1, Math.round(given.epochs() * sampler.batchesPerEpoch())));
        }
        return OptionalLong.empty();
    }

    boolean isBudgetSpent(long done) {
        return spentShare(done) >= 1;
    }

    /** Spent share of the budget, 0 to slightly over 1. */
    double spentShare(long done) {
        return budget instanceof BudgetRecipe.Minutes given
                ? seconds / (60 * given.minutes())
                : (double) done / totalSteps().orElseThrow();
    }

    double epoch(long done) {
        return (double) done / sampler.batchesPerEpoch();
    }

    /** Estimated time to the end; empty before the first step. */
    OptionalDouble secondsLeft(long done) {
        double spent = spentShare(done);
        return done == 0 || spent == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds * (1 - spent) / spent);
    }
}
