package io.vestibule.training.optimizer;

import java.util.List;

/** Norm and clipping of all gradients of a step, taken as one vector. */
public final class GradientClipping {

    private GradientClipping() {}

    /** The Euclidean norm; not finite if a number is not. */
    public static double norm(List<float[]> gradients) {
        double squares = 0;
        for (float[] gradient : gradients) {
            double sum = 0;
            for (float number : gradient) {
                sum += (double) number * number;
            }
            squares += sum;
        }
        return Math.sqrt(squares);
    }

    /**
     * Scales the vector to the norm {@code largest} if its norm is larger. Its direction is kept.
     *
     * <p>Source: Pascanu et al., "On the difficulty of training recurrent neural networks" (arXiv 1211.5063), algorithm 1.
     *
     * @param norm result of {@link #norm}
     */
    public static void clip(List<float[]> gradients, double norm, double largest) {
        if (norm <= largest) {
            return;
        }
        float scale = (float) (largest / norm);
        for (float[] gradient : gradients) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= scale;
            }
        }
    }
}
