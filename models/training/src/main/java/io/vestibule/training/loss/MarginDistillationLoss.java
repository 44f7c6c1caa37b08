package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/**
 * MarginDistillation: ArcFace on the teacher's fixed class centres. The margin of a sample grows with the teacher's cosine to the
 * centre of its class.
 *
 * <pre>
 * m_i = (Mmax - Mmin) / D * cos(t_i, W_y) + Mmin,   D the largest cos(t, W_y) of the batch
 * -log( exp(s cos(theta_y + m_i)) / (exp(s cos(theta_y + m_i)) + sum_{j != y} exp(s cos theta_j)) )
 * </pre>
 *
 * <p>Source: Svitov and Alyamkin, "MarginDistillation: distillation for margin-based softmax" (arXiv 2003.02586), section 3, with
 * s = 64, Mmin = 0.2 and Mmax = 0.5. A sample with a negative cosine to its centre would get a negative margin, which would reward
 * its wrong position. Its margin is 0 here. Range: 0 to about 2 s.
 *
 * @param scale s, over 0
 * @param margins Mmin and Mmax in radians, at most pi / 2
 * @param centres the teacher's unit centres [C,N]; not trained; closed by their owner
 */
public record MarginDistillationLoss(double scale, MarginRange margins, NDArray centres) implements Loss {

    @Override
    public NDArray of(NDArray student, LossInput input) {
        int labelled = input.labelled();
        if (labelled == 0) {
            return ZeroLoss.of(student);
        }
        NDArray frozen = UnitVectors.within(student, centres);
        NDArray oneHot = input.oneHot((int) centres.getShape().get(0));
        NDArray cosines = UnitVectors.products(input.teacherEmbeddings(), oneHot.matMul(frozen));
        NDArray each = margins.of(cosines).maximum(0);
        return MarginLogits.of(UnitVectors.rows(student), frozen, oneHot, each, scale)
                .crossEntropy(labelled);
    }
}
