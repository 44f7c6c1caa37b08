package io.vestibule.training.optimizer;

import java.util.List;

/**
 * Adam with decoupled weight decay, with beta 0.9 and 0.999 and epsilon 1e-8. The decay is multiplied by the learning rate, as in
 * PyTorch.
 *
 * <p>Source: Loshchilov and Hutter, "Decoupled Weight Decay Regularization" (arXiv 1711.05101), algorithm 2.
 */
public final class AdamW extends Optimizer {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final float EPSILON = 1e-8f;

    private final double decay;
    private final List<float[]> firstMoments;
    private final List<float[]> secondMoments;

    /** @param decay weight decay, 0 or more */
    public AdamW(List<ParameterSlot> slots, double decay) {
        super(slots);
        this.decay = decay;
        this.firstMoments = buffer("first");
        this.secondMoments = buffer("second");
    }

    @Override
    void update(int slot, boolean decays, float[] value, float[] gradient, double rate) {
        float firstScale = (float) (rate / (1 - Math.pow(BETA1, steps())));
        float secondScale = (float) (1 / (1 - Math.pow(BETA2, steps())));
        float kept = decays ? (float) (1 - rate * decay) : 1;
        float beta1 = (float) BETA1;
        float beta2 = (float) BETA2;
        float[] m = firstMoments.get(slot);
        float[] v = secondMoments.get(slot);
        for (int i = 0; i < value.length; i++) {
            float g = gradient[i];
            m[i] = beta1 * m[i] + (1 - beta1) * g;
            v[i] = beta2 * v[i] + (1 - beta2) * g * g;
            value[i] = kept * value[i] - firstScale * m[i] / ((float) Math.sqrt(secondScale * v[i]) + EPSILON);
        }
    }
}
