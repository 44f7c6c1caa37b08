package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * ArcFace without a teacher, the control: softmax over angles to centres that are learnt along, with a margin for the sample's own class.
 *
 * <pre>-log( exp(s cos(theta_y + m)) / (exp(s cos(theta_y + m)) + sum_{j != y} exp(s cos theta_j)) ),  theta_j between x and W_j</pre>
 *
 * Deng et al., "ArcFace: Additive Angular Margin Loss for Deep Face Recognition" (arXiv 1801.07698), section 3.1, equation 3, with s = 64 and m =
 * 0.5. 0 to about 2 s.
 *
 * @param scale s, over 0
 * @param margin m in radians, 0 to pi / 2
 * @param name beginning of the parameter's name
 * @param centres [C,N] of any length but zero; trained, and closed by whom they belong to
 */
public record ArcFaceLoss(double scale, double margin, String name, NDArray centres) implements Loss {

    @Override
    public NDArray of(NDArray student, LossInput lesson) {
        int labelled = lesson.labelled();
        if (labelled == 0) {
            return ZeroLoss.of(student);
        }
        NDArray x = UnitVectors.rows(student);
        NDArray weights = UnitVectors.rows(UnitVectors.within(student, centres));
        NDArray oneHot = lesson.oneHot((int) centres.getShape().get(0));
        NDArray margins = MarginRange.equal(lesson, margin);
        return MarginLogits.of(x, weights, oneHot, margins, scale).crossEntropy(labelled);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return Map.of(name + ".weight", centres);
    }
}
