package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * Distance of the student's feature maps from the teacher's: the mean of mean((s - t)^2) / var(t) over the compared positions of
 * the network. It is 0 for equal maps and about 1 if the student gives the teacher's mean.
 *
 * <p>Source: Romero et al., "FitNets: Hints for Thin Deep Nets" (ICLR 2015), section 2.2. The division by the variance gives all
 * positions the same weight. FitNets needs a regressor between the maps. A student that is pruned from its teacher has maps of the
 * same shape between its blocks and needs none.
 */
public final class HintLoss {

    /** Smallest divisor, because a constant map has no variance. */
    private static final double LEAST_VARIANCE = 1e-12;

    private HintLoss() {}

    /**
     * @param student maps [batch, channels, height, width], at least one
     * @param teacher maps of the same shapes; not differentiated
     */
    public static NDArray of(List<NDArray> student, List<NDArray> teacher) {
        NDArray sum = ZeroLoss.of(student.get(0));
        for (int i = 0; i < student.size(); i++) {
            NDArray target = teacher.get(i);
            double variance = number(target.sub(target.mean()).square().mean());
            NDArray distance = student.get(i).sub(target).square().mean();
            sum = sum.add(Scaling.by(distance, 1 / Math.max(variance, LEAST_VARIANCE)));
        }
        return Scaling.by(sum, 1.0 / student.size());
    }

    /** The sum of a loss and of weighted hints. */
    public static NDArray addTo(NDArray loss, NDArray hints, double weight) {
        return loss.add(Scaling.by(hints, weight));
    }

    private static double number(NDArray scalar) {
        return scalar.toType(DataType.FLOAT64, false).getDouble();
    }
}
