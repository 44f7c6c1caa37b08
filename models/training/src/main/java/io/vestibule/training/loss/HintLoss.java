package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * How far the student's maps are from the teacher's: the mean over the places compared of mean((s - t)^2) / var(t), 0 where
 * they are equal and about 1 where the student gives the teacher's mean. A student that was pruned from its teacher has maps of
 * the same shape between its blocks, so no regressor stands between the two.
 *
 * <p>Romero et al., "FitNets: Hints for Thin Deep Nets" (ICLR 2015), section 2.2. Over the variance, so that places weigh the
 * same whatever their scale.
 */
public final class HintLoss {

    /** A map that is the same everywhere has nothing to be compared by. */
    private static final double LEAST_VARIANCE = 1e-12;

    private HintLoss() {}

    /**
     * @param student maps [batch, channels, height, width], at least one
     * @param teacher maps of the same shapes, through which no gradient goes
     */
    public static NDArray of(List<NDArray> student, List<NDArray> teacher) {
        NDArray sum = ZeroLoss.of(student.get(0));
        for (int i = 0; i < student.size(); i++) {
            NDArray wanted = teacher.get(i);
            double variance = number(wanted.sub(wanted.mean()).square().mean());
            NDArray distance = student.get(i).sub(wanted).square().mean();
            sum = sum.add(Scaling.by(distance, 1 / Math.max(variance, LEAST_VARIANCE)));
        }
        return Scaling.by(sum, 1.0 / student.size());
    }

    /** The sum of a loss and of hints that have a weight. */
    public static NDArray beside(NDArray loss, NDArray hints, double weight) {
        return loss.add(Scaling.by(hints, weight));
    }

    private static double number(NDArray scalar) {
        return scalar.toType(DataType.FLOAT64, false).getDouble();
    }
}
