package io.vestibule.training.optimizer;

import java.util.List;

/**
 * Stochastic gradient descent with momentum, with which MarginDistillation and ArcFace were trained: v = momentum v + g + decay w,
 * w = w - rate v.
 *
 * <p>Source: Sutskever et al., "On the importance of initialization and momentum in deep learning" (ICML 2013), section 2, in the
 * form with the rate outside of v.
 */
public final class MomentumSgd extends Optimizer {

    private final float momentum;
    private final double decay;
    private final List<float[]> velocities;

    /**
     * @param momentum 0 to under 1
     * @param decay weight decay, 0 or more
     */
    public MomentumSgd(List<ParameterSlot> slots, double momentum, double decay) {
        super(slots);
        this.momentum = (float) momentum;
        this.decay = decay;
        this.velocities = buffer("speed");
    }

    @Override
    void update(int slot, boolean decays, float[] value, float[] gradient, double rate) {
        float factor = (float) rate;
        float shrink = decays ? (float) decay : 0;
        float[] v = velocities.get(slot);
        for (int i = 0; i < value.length; i++) {
            v[i] = momentum * v[i] + gradient[i] + shrink * value[i];
            value[i] -= factor * v[i];
        }
    }
}
