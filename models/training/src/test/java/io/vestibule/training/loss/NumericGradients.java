package io.vestibule.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.vestibule.training.TrainingFixtures;
import java.util.function.Function;

/** Compares gradients of losses in double precision with central differences. */
final class NumericGradients {

    /** Half the distance of the two values of a difference. */
    private static final double STEP = 1e-5;

    /** The error of a difference is the rounding error divided by the step, plus the square of the step. */
    private static final double TOLERANCE = 1e-6;

    private NumericGradients() {}

    static NDManager manager() {
        return TrainingFixtures.ENGINE.newManager();
    }

    static NDArray rows(NDManager manager, double[]... rows) {
        double[] flat = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, flat, i * rows[0].length, rows[0].length);
        }
        return manager.create(flat, new Shape(rows.length, rows[0].length));
    }

    /** Unit vectors of the plane with the given angles. */
    static NDArray circle(NDManager manager, double... radians) {
        double[][] rows = new double[radians.length][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new double[] {Math.cos(radians[i]), Math.sin(radians[i])};
        }
        return rows(manager, rows);
    }

    /** Compares the engine's gradient with central differences, value by value. */
    static void assertGradient(NDArray array, Function<NDArray, NDArray> loss) {
        array.setRequiresGradient(true);
        double[] gradient;
        try (GradientCollector collector = array.getManager().getEngine().newGradientCollector()) {
            collector.backward(loss.apply(array));
            gradient = array.getGradient().toDoubleArray();
        }
        double[] values = array.toDoubleArray();
        double largest = 0;
        for (int i = 0; i < values.length; i++) {
            double numeric = (at(array, values, i, STEP, loss) - at(array, values, i, -STEP, loss)) / (2 * STEP);
            assertThat(gradient[i])
                    .as("gradient by value %d", i)
                    .isCloseTo(numeric, within(TOLERANCE * Math.max(1, Math.abs(numeric))));
            largest = Math.max(largest, Math.abs(numeric));
        }
        assertThat(largest).as("largest gradient").isGreaterThan(1e-3);
    }

    private static double at(NDArray array, double[] values, int i, double step, Function<NDArray, NDArray> loss) {
        double[] moved = values.clone();
        moved[i] += step;
        NDArray other = array.getManager().create(moved, array.getShape());
        return loss.apply(other).getDouble();
    }
}
