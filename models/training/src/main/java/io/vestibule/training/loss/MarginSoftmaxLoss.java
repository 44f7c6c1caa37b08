package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import java.util.Map;

/**
 * Margin softmax with temperature: the student learns centres of its own, and its softmax over angles shall be both right and like the teacher's
 * over the teacher's centres. With z_j = s cos(theta_j + m [j = y]) for the student, and z' likewise for the teacher,
 *
 * <pre>(1 - a) * -log softmax(z)_y  +  a * T^2 * -sum_j softmax(z' / T)_j log softmax(z / T)_j</pre>
 *
 * Nekhaev et al., "Margin based knowledge distillation for mobile face recognition" (ICMV 2019), as in the program of Svitov and Alyamkin (the
 * rival "margin based with T" in arXiv 2003.02586); the softened part and its T^2 are those of Hinton et al., "Distilling the Knowledge in a
 * Neural Network" (arXiv 1503.02531), section 2. 0 or more.
 *
 * @param scale s, over 0
 * @param margin m in radians, 0 to pi / 2
 * @param temperature T, over 0
 * @param share a, 0 to 1
 * @param name beginning of the parameter's name
 * @param centres the student's [C,N], of any length but zero; trained, and closed by whom they belong to
 * @param teacher the teacher's unit centres [C,N]; not trained, and closed by whom they belong to
 */
public record MarginSoftmaxLoss(
        double scale, double margin, double temperature, double share, String name, NDArray centres, NDArray teacher)
        implements Loss {

    private static final int[] ROW = {1};

    @Override
    public NDArray of(NDArray student, LossInput lesson) {
        int labelled = lesson.labelled();
        if (labelled == 0) {
            return ZeroLoss.of(student);
        }
        NDArray oneHot = lesson.oneHot((int) centres.getShape().get(0));
        NDArray margins = MarginRange.equal(lesson, margin);
        NDArray own = UnitVectors.rows(UnitVectors.within(student, centres));
        MarginLogits z = MarginLogits.of(UnitVectors.rows(student), own, oneHot, margins, scale);
        NDArray frozen = UnitVectors.within(student, teacher);
        MarginLogits said = MarginLogits.of(lesson.teacher(), frozen, oneHot, margins, scale);
        NDArray hard = Scaling.by(z.crossEntropy(labelled), 1 - share);
        return hard.add(Scaling.by(softened(z, said).div(labelled), share * temperature * temperature));
    }

    /** Summed over the samples with a class. */
    private NDArray softened(MarginLogits z, MarginLogits said) {
        NDArray soft = said.logits().div(temperature).softmax(1);
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
