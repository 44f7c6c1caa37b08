package io.vestibule.training.trainer;

import io.vestibule.training.data.BatchSampler;
import io.vestibule.training.recipe.BudgetRecipe;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How much of the budget is spent. Time counts while steps are made, not while the student is judged. */
final class TrainingClock {

    private final BudgetRecipe budget;
    private final BatchSampler order;
    private double seconds;
    private long begun;

    /** @param seconds spent before */
    TrainingClock(BudgetRecipe budget, BatchSampler order, double seconds) {
        this.budget = budget;
        this.order = order;
        this.seconds = seconds;
    }

    void go() {
        begun = System.nanoTime();
    }

    void stop() {
        seconds += (System.nanoTime() - begun) / 1e9;
    }

    /** Time spent on steps. */
    double seconds() {
        return seconds;
    }

    /** Steps of the whole run; nothing where it is time that runs out. */
    OptionalLong steps() {
        if (budget instanceof BudgetRecipe.Steps given) {
            return OptionalLong.of(given.steps());
        }
        if (budget instanceof BudgetRecipe.Epochs given) {
            return OptionalLong.of(Math.max(1, Math.round(given.epochs() * order.batches())));
        }
        return OptionalLong.empty();
    }

    boolean isSpent(long done) {
        return spent(done) >= 1;
    }

    /** Share of the budget, 0 to 1 and a little over. */
    double spent(long done) {
        return budget instanceof BudgetRecipe.Minutes given
                ? seconds / (60 * given.minutes())
                : (double) done / steps().orElseThrow();
    }

    double epoch(long done) {
        return (double) done / order.batches();
    }

    OptionalDouble left(long done) {
        double spent = spent(done);
        return done == 0 || spent == 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds * (1 - spent) / spent);
    }
}
