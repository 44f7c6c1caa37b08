package io.vestibule.training.optimizer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stochastic gradient descent with momentum, as MarginDistillation and ArcFace were trained: v = momentum v + g + decay w, w = w - rate v (Sutskever et al., "On the importance of
 * initialization and momentum in deep learning", ICML 2013, section 2, in the form in which the rate is outside).
 */
public final class MomentumSgd implements Optimizer {

    private final List<ParameterSlot> slots;
    private final float momentum;
    private final double decay;
    private final List<float[]> speed;
    private long steps;

    /**
     * @param momentum 0 to under 1
     * @param decay 0 or more
     */
    public MomentumSgd(List<ParameterSlot> slots, double momentum, double decay) {
        this.slots = List.copyOf(slots);
        this.momentum = (float) momentum;
        this.decay = decay;
        this.speed = slots.stream().map(slot -> new float[slot.size()]).toList();
    }

    @Override
    public void step(List<float[]> values, List<float[]> gradients, double rate) {
        steps++;
        float pace = (float) rate;
        for (int slot = 0; slot < slots.size(); slot++) {
            float pull = slots.get(slot).decays() ? (float) decay : 0;
            float[] value = values.get(slot);
            float[] gradient = gradients.get(slot);
            float[] v = speed.get(slot);
            for (int i = 0; i < value.length; i++) {
                v[i] = momentum * v[i] + gradient[i] + pull * value[i];
                value[i] -= pace * v[i];
            }
        }
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        for (int i = 0; i < slots.size(); i++) {
            state.put("speed/" + slots.get(i).name(), speed.get(i));
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
