package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * ArcFace without a teacher, which serves as the control: softmax over angles to trained class centres, with a margin for the
 * sample's own class.
 *
 * <pre>-log( exp(s cos(theta_y + m)) / (exp(s cos(theta_y + m)) + sum_{j != y} exp(s cos theta_j)) ),  theta_j between x and W_j</pre>
 *
 * <p>Source: Deng et al., "ArcFace: Additive Angular Margin Loss for Deep Face Recognition" (arXiv 1801.07698), section 3.1,
 * equation 3, with s = 64 and m = 0.5. Range: 0 to about 2 s.
 *
 * @param scale s, over 0
 * @param margin m in radians, 0 to pi / 2
 * @param name prefix of the parameter's name
 * @param centres [C,N] of any norm but zero; trained; closed by their owner
 */
public record ArcFaceLoss(double scale, double margin, String name, NDArray centres) implements Loss {

    @Override
    public NDArray of(NDArray student, LossInput input) {
        int labelled = input.labelled();
        if (labelled == 0) {
            return ZeroLoss.of(student);
        }
        NDArray x = UnitVectors.rows(student);
        NDArray weights = UnitVectors.rows(UnitVectors.within(student, centres));
        NDArray oneHot = input.oneHot((int) centres.getShape().get(0));
        NDArray margins = MarginRange.equal(input, margin);
        return MarginLogits.of(x, weights, oneHot, margins, scale).crossEntropy(labelled);
    }

    @Override
    public Map<String, NDArray> parameters() {
        return Map.of(name + ".weight", centres);
    }
}
