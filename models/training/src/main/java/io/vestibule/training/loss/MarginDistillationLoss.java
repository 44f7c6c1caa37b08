package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;

/**
 * MarginDistillation: ArcFace on the teacher's own centres, which stay as they are, with a margin for each sample that is the wider the surer
 * the teacher was of it.
 *
 * <pre>
 * m_i = (Mmax - Mmin) / D * cos(t_i, W_y) + Mmin,   D the largest cos(t, W_y) of the batch
 * -log( exp(s cos(theta_y + m_i)) / (exp(s cos(theta_y + m_i)) + sum_{j != y} exp(s cos theta_j)) )
 * </pre>
 *
 * Svitov and Alyamkin, "MarginDistillation: distillation for margin-based softmax" (arXiv 2003.02586), section 3, with s = 64, Mmin = 0.2 and Mmax =
 * 0.5. A sample on the far side of its centre would get a negative margin, and so a reward for staying there; its margin is 0. 0 to about 2 s.
 *
 * @param scale s, over 0
 * @param margins Mmin and Mmax in radians, at most pi / 2
 * @param centres the teacher's unit centres [C,N]; not trained, and closed by whom they belong to
 */
public record MarginDistillationLoss(double scale, MarginRange margins, NDArray centres) implements Loss {

    @Override
    public NDArray of(NDArray student, LossInput lesson) {
        int labelled = lesson.labelled();
        if (labelled == 0) {
            return ZeroLoss.of(student);
        }
        NDArray frozen = UnitVectors.within(student, centres);
        NDArray oneHot = lesson.oneHot((int) centres.getShape().get(0));
        NDArray sureness = UnitVectors.products(lesson.teacher(), oneHot.matMul(frozen));
        NDArray each = margins.of(sureness).maximum(0);
        return MarginLogits.of(UnitVectors.rows(student), frozen, oneHot, each, scale)
                .crossEntropy(labelled);
    }
}
