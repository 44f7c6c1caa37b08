package io.vestibule.training.start;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.engine.Script;
import java.util.List;

/**
 * Finds the linear layer that turns what comes in into what should come out, as nearly as can be, and does not leave the
 * layer it began with more than pays: minimises |X W + b - Y|^2 + ridge |(W, b) - (W0, b0)|^2 over all rows. He, Zhang,
 * Sun, "Channel Pruning for Accelerating Very Deep Neural Networks", ICCV 2017, equation 4, with a ridge towards where it
 * began in place of none, so that few faces cannot lead it astray.
 *
 * <p>Rows come in portions, of which only the sums of products are kept.
 */
final class LeastSquares implements AutoCloseable {

    private final NDManager manager;
    private final int inputs;
    private final int outputs;
    private final NDArray moments;
    private final NDArray products;
    private double targetSquare;

    LeastSquares(NDManager parent, int inputs, int outputs) {
        this.manager = parent.newSubManager();
        this.inputs = inputs;
        this.outputs = outputs;
        // One more row and column than there are inputs, for the bias.
        this.moments = manager.zeros(new Shape(inputs + 1, inputs + 1), DataType.FLOAT64);
        this.products = manager.zeros(new Shape(inputs + 1, outputs), DataType.FLOAT64);
    }

    /**
     * Takes a portion. What is made on the way goes with the manager of {@code x}.
     *
     * @param x [rows, inputs]
     * @param y [rows, outputs]
     */
    void add(NDArray x, NDArray y) {
        NDArray ones = x.getManager().ones(new Shape(x.getShape().get(0), 1));
        NDArray extended = x.concat(ones, 1);
        NDArray transposed = extended.transpose();
        moments.addi(transposed.matMul(extended).toType(DataType.FLOAT64, false));
        products.addi(transposed.matMul(y).toType(DataType.FLOAT64, false));
        targetSquare += y.square().sum().getFloat();
    }

    /**
     * @param weight [outputs, inputs], row by row, where it begins
     * @param bias   [outputs]
     * @param ridge  against the mean square of an input
     */
    Fit solve(float[] weight, float[] bias, double ridge) {
        try (NDManager scratch = manager.newSubManager();
                Script solver = Script.load(scratch, List.of("return torch.linalg_solve(x, w[0])"))) {
            NDArray begin = scratch.create(columns(weight, bias), new Shape(inputs + 1, outputs));
            double[] system = moments.toDoubleArray();
            double[] wanted = products.toDoubleArray();
            double before = error(system, wanted, begin.toDoubleArray());
            // How far off the beginning is, as the right-hand side: the solution is then the change.
            NDArray residual = products.sub(moments.matMul(begin));
            NDArray change = solver.run(
                    scratch.create(ridged(system, ridge), new Shape(inputs + 1, inputs + 1)), List.of(residual), false);
            double[] solution = begin.add(change).toDoubleArray();
            return fit(solution, before, error(system, wanted, solution));
        }
    }

    private double[] ridged(double[] system, double ridge) {
        double trace = 0;
        for (int i = 0; i < inputs; i++) {
            trace += system[i * (inputs + 1) + i];
        }
        double[] ridged = system.clone();
        for (int i = 0; i <= inputs; i++) {
            ridged[i * (inputs + 1) + i] += ridge * trace / inputs;
        }
        return ridged;
    }

    private double[] columns(float[] weight, float[] bias) {
        double[] columns = new double[(inputs + 1) * outputs];
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                columns[in * outputs + out] = weight[out * inputs + in];
            }
            columns[inputs * outputs + out] = bias[out];
        }
        return columns;
    }

    private Fit fit(double[] solution, double before, double after) {
        float[] weight = new float[inputs * outputs];
        float[] bias = new float[outputs];
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < inputs; in++) {
                weight[out * inputs + in] = (float) solution[in * outputs + out];
            }
            bias[out] = (float) solution[inputs * outputs + out];
        }
        return new Fit(weight, bias, before, after);
    }

    /** |X W - Y|^2 / |Y|^2, from the sums: tr(W'MW) - 2 tr(W'P) + |Y|^2. */
    private double error(double[] system, double[] wanted, double[] solution) {
        int size = inputs + 1;
        double sum = targetSquare;
        for (int i = 0; i < size; i++) {
            for (int out = 0; out < outputs; out++) {
                double explained = 0;
                for (int j = 0; j < size; j++) {
                    explained += system[i * size + j] * solution[j * outputs + out];
                }
                sum += solution[i * outputs + out] * (explained - 2 * wanted[i * outputs + out]);
            }
        }
        return Math.max(0, sum / targetSquare);
    }

    @Override
    public void close() {
        manager.close();
    }

    /**
     * @param weight [outputs, inputs], row by row
     * @param bias   [outputs]
     * @param before share of the target's square that the beginning misses
     * @param after  share that the solution misses
     */
    record Fit(float[] weight, float[] bias, double before, double after) {}
}
