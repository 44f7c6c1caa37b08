package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Margin softmax with temperature. The student trains its own class centres. Its softmax over angles is compared with the label and
 * with the teacher's softmax over the teacher's centres. With z_j = s cos(theta_j + m [j = y]) for the student and z' for the
 * teacher:
 *
 * <pre>(1 - a) * -log softmax(z)_y  +  a * T^2 * -sum_j softmax(z' / T)_j log softmax(z / T)_j</pre>
 *
 * <p>Source: Nekhaev et al., "Margin based knowledge distillation for mobile face recognition" (ICMV 2019), as in the program of
 * Svitov and Alyamkin ("margin based with T" in arXiv 2003.02586). The second term and its factor T^2 are from Hinton et al.,
 * "Distilling the Knowledge in a Neural Network" (arXiv 1503.02531), section 2. Range: 0 or more.
 *
 * @param scale s, over 0
 * @param margin m in radians, 0 to pi / 2
 * @param temperature T, over 0
 * @param share a, 0 to 1
 * @param name prefix of the parameter's name
 * @param centres the student's [C,N], of any norm but zero; trained; closed by their owner
 * @param teacher the teacher's unit centres [C,N]; not trained; closed by their owner
 */
public record MarginSoftmaxLoss(
        double scale, double margin, double temperature, double share, String name, NDArray centres, NDArray teacher)
        implements Loss {

    private static final int[] ROW = {1};

    @Override
    public NDArray of(NDArray student, LossInput input) {
        int labelled = input.labelled();
        if (labelled == 0) {
            return ZeroLoss.of(student);
        }
        NDArray oneHot = input.oneHot((int) centres.getShape().get(0));
        NDArray margins = MarginRange.equal(input, margin);
        NDArray own = UnitVectors.rows(UnitVectors.within(student, centres));
        MarginLogits z = MarginLogits.of(UnitVectors.rows(student), own, oneHot, margins, scale);
        NDArray frozen = UnitVectors.within(student, teacher);
        MarginLogits teacherLogits = MarginLogits.of(input.teacherEmbeddings(), frozen, oneHot, margins, scale);
        NDArray hard = Scaling.by(z.crossEntropy(labelled), 1 - share);
        return hard.add(Scaling.by(softTerm(z, teacherLogits).div(labelled), share * temperature * temperature));
    }

    /** Sum over the samples with a class. */
    private NDArray softTerm(MarginLogits z, MarginLogits teacherLogits) {
        NDArray soft = teacherLogits.logits().div(temperature).softmax(1);
        NDArray hasClass = z.oneHot().sum(ROW, true);
        return z.logits()
                .div(temperature)
                .logSoftmax(1)
                .mul(soft)
                .mul(hasClass)
                .sum()
                .neg();
    }

    @Override
    public Map<String, NDArray> parameters() {
        return Map.of(name + ".weight", centres);
    }
}
