package io.vestibule.training.optimizer;

import io.vestibule.training.recipe.ScheduleRecipe;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Updates parameters from their gradients. Its state can be saved and restored. For one thread. */
public abstract sealed class Optimizer permits AdamW, MomentumSgd {

    private final List<ParameterSlot> slots;
    private final Map<String, List<float[]>> buffers = new LinkedHashMap<>();
    private long steps;

    Optimizer(List<ParameterSlot> slots) {
        this.slots = List.copyOf(slots);
    }

    /** The optimizer of a schedule. */
    public static Optimizer of(ScheduleRecipe schedule, List<ParameterSlot> slots) {
        return switch (schedule.optimizer()) {
            case ADAMW -> new AdamW(slots, schedule.weightDecay());
            case SGD -> new MomentumSgd(slots, schedule.momentum(), schedule.weightDecay());
        };
    }

    /**
     * Makes one step in place.
     *
     * @param values of each slot, in their order
     * @param gradients of each slot; not changed
     * @param rate learning rate of this step
     */
    public final void step(List<float[]> values, List<float[]> gradients, double rate) {
        steps++;
        for (int i = 0; i < slots.size(); i++) {
            update(i, slots.get(i).decays(), values.get(i), gradients.get(i), rate);
        }
    }

    /** The state by name. The arrays are the optimizer's own; values that are written into them restore a state. */
    public final Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            for (Map.Entry<String, List<float[]>> buffer : buffers.entrySet()) {
                state.put(
                        buffer.getKey() + "/" + slots.get(i).name(),
                        buffer.getValue().get(i));
            }
        }
        return state;
    }

    /** Completed steps. They belong to the state. */
    public final long steps() {
        return steps;
    }

    /** Restores the number of completed steps. */
    public final void resume(long done) {
        steps = done;
    }

    /** Creates one zeroed array for each slot, as part of the state. */
    final List<float[]> buffer(String name) {
        List<float[]> arrays =
                slots.stream().map(slot -> new float[slot.size()]).toList();
        buffers.put(name, arrays);
        return arrays;
    }

    /**
     * Updates the values of one slot.
     *
     * @param slot its index
     * @param decays whether weight decay applies
     */
    abstract void update(int slot, boolean decays, float[] value, float[] gradient, double rate);
}
