package io.vestibule.training.loss;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * Margins between a smallest and a largest one: the further a teacher has two things apart, the further the student shall have them. In
 * Feng et al., "Triplet Distillation for Deep Face Recognition" (arXiv 1905.04457), equation 4, and taken over by MarginDistillation.
 *
 * @param smallest Mmin, in the unit of what it is added to
 * @param largest Mmax, not under Mmin
 */
public record MarginRange(double smallest, double largest) {

    /** Keeps a batch in which nothing is apart from dividing by zero. */
    private static final double LEAST = 1e-6;

    public MarginRange {
        if (!(smallest >= 0 && smallest <= largest)) {
            throw new IllegalArgumentException(
                    "margins go from a smallest, 0 or more, to a largest, not from " + smallest + " to " + largest);
        }
    }

    /** (Mmax - Mmin) / D * value + Mmin, where D is the largest value there is. */
    NDArray of(NDArray values) {
        return values.mul((largest - smallest) / Math.max(LEAST, greatest(values)))
                .add(smallest);
    }

    /** One margin for all samples, [B,1]. */
    static NDArray equal(LossInput lesson, double margin) {
        NDArray teacher = lesson.teacher();
        return teacher.getManager()
                .full(new Shape(lesson.classes().length, 1), (float) margin)
                .toType(teacher.getDataType(), false);
    }

    private static double greatest(NDArray values) {
        try (NDArray greatest = values.max()) {
            return greatest.toType(ai.djl.ndarray.types.DataType.FLOAT64, true).getDouble();
        }
    }
}
