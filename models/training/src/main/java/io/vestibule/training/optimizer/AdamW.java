package io.vestibule.training.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adam with decoupled weight decay: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (arXiv 1711.05101), algorithm 2, with Adam's
 * beta 0.9 and 0.999 and epsilon 1e-8; the decay is times the learning rate, as PyTorch has it.
 */
public final class AdamW implements Optimizer {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final List<ParameterSlot> slots;
    private final double decay;
    private final List<float[]> first;
    private final List<float[]> second;
    private long steps;

    /** @param decay 0 or more */
    public AdamW(List<ParameterSlot> slots, double decay) {
        this.slots = List.copyOf(slots);
        this.decay = decay;
        this.first = slots.stream().map(slot -> new float[slot.size()]).toList();
        this.second = slots.stream().map(slot -> new float[slot.size()]).toList();
    }

    @Override
    public void step(List<float[]> values, List<float[]> gradients, double rate) {
        steps++;
        float firstScale = (float) (rate / (1 - Math.pow(BETA1, steps)));
        float secondScale = (float) (1 / (1 - Math.pow(BETA2, steps)));
        for (int i = 0; i < slots.size(); i++) {
            float kept = slots.get(i).decays() ? (float) (1 - rate * decay) : 1;
            step(values.get(i), gradients.get(i), first.get(i), second.get(i), firstScale, secondScale, kept);
        }
    }

    private static void step(
            float[] value, float[] gradient, float[] m, float[] v, float firstScale, float secondScale, float kept) {
        float beta1 = (float) BETA1;
        float beta2 = (float) BETA2;
        for (int i = 0; i < value.length; i++) {
            float g = gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
            value[i] = kept * value[i] - firstScale * m[i] / ((float) Math.sqrt(secondScale * v[i]) + EPSILON);
        }
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            state.put("first/" + slots.get(i).name(), first.get(i));
            state.put("second/" + slots.get(i).name(), second.get(i));
        }
        return state;
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public void resume(long done) {
        steps = done;
    }
}
