package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Scales values of the teacher to margins between a smallest and a largest one. The farther apart the teacher has two embeddings,
 * the farther apart the student must have them.
 *
 * <p>Source: Feng et al., "Triplet Distillation for Deep Face Recognition" (arXiv 1905.04457), equation 4. MarginDistillation uses
 * it, too.
 *
 * @param smallest Mmin, in the unit of the value that it is added to
 * @param largest Mmax, not under Mmin
 */
public record MarginRange(double smallest, double largest) {

    /** Smallest divisor, for a batch of equal embeddings. */
    private static final double SMALLEST_DIVISOR = 1e-6;

    public MarginRange {
        if (!(smallest >= 0 && smallest <= largest)) {
            throw new IllegalArgumentException("margins must be from a smallest, 0 or more, to a largest, not from "
                    + smallest + " to " + largest);
        }
    }

    /** (Mmax - Mmin) / D * value + Mmin, with D the largest of the values. */
    NDArray of(NDArray values) {
        return values.mul((largest - smallest) / Math.max(SMALLEST_DIVISOR, maximum(values)))
                .add(smallest);
    }

    /** One margin for all samples, [B,1]. */
    static NDArray equal(LossInput input, double margin) {
        NDArray teacher = input.teacherEmbeddings();
        return teacher.getManager()
                .full(new Shape(input.classes().length, 1), (float) margin)
                .toType(teacher.getDataType(), false);
    }

    private static double maximum(NDArray values) {
        try (NDArray maximum = values.max()) {
            return maximum.toType(DataType.FLOAT64, true).getDouble();
        }
    }
}
