package io.vestibule.training.optimizer;

import io.vestibule.training.recipe.ScheduleRecipe;
import java.util.List;
import java.util.Map;

/** Changes numbers against their gradients. For one thread. */
public sealed interface Optimizer permits AdamW, MomentumSgd {

    /**
     * One step, in place.
     *
     * @param values of each slot, in their order
     * @param gradients likewise; not changed
     * @param rate the learning rate of this step
     */
    void step(List<float[]> values, List<float[]> gradients, double rate);

    /** All that it remembers, by name; the arrays are its own, and what is written into them is what it remembers. */
    Map<String, float[]> state();

    /** Steps made so far: these, too, are to be remembered. */
    long steps();

    /** Goes on as if so many steps had been made. */
    void resume(long steps);

    static Optimizer of(ScheduleRecipe schedule, List<ParameterSlot> slots) {
        return switch (schedule.optimizer()) {
            case ADAMW -> new AdamW(slots, schedule.weightDecay());
            case SGD -> new MomentumSgd(slots, schedule.momentum(), schedule.weightDecay());
        };
    }
}
