package io.vestibule.training.optimizer;

import java.util.List;

/** All gradients of a step, taken as one vector. */
public final class GradientClipping {

    private GradientClipping() {}

    /** Length of the vector; not finite if one of its numbers is not. */
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
     * Shortens the vector to {@code longest} if it is longer, and keeps its direction: Pascanu et al., "On the difficulty of training
     * recurrent neural networks" (arXiv 1211.5063), algorithm 1.
     *
     * @param norm as {@link #norm} has it
     */
    public static void clip(List<float[]> gradients, double norm, double longest) {
        if (norm <= longest) {
            return;
        }
        float scale = (float) (longest / norm);
        for (float[] gradient : gradients) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] *= scale;
            }
        }
    }
}
