package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.engine.TorchScriptFunction;
import java.util.List;

/**
 * Fits a linear layer to given outputs, with a ridge towards its initial weights: minimises |X W + b - Y|^2 + ridge |(W, b) - (W0,
 * b0)|^2 over all rows. Rows are added in batches, of which only the sums of products are kept.
 *
 * <p>Source: He, Zhang, Sun, "Channel Pruning for Accelerating Very Deep Neural Networks" (ICCV 2017), equation 4, which has no
 * ridge. The ridge prevents overfitting to few faces.
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
        // One more row and column than inputs, for the bias.
        this.moments = manager.zeros(new Shape(inputs + 1, inputs + 1), DataType.FLOAT64);
        this.products = manager.zeros(new Shape(inputs + 1, outputs), DataType.FLOAT64);
    }

    /**
     * Adds a batch of rows. Intermediate results belong to the manager of {@code x}.
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
     * The set of inputs with the least error, by elimination.
     *
     * @param keep number of inputs
     * @param ridge relative to the mean square of an input
     */
    int[] bestInputs(int keep, double ridge) {
        return elimination(ridge).eliminateTo(inputs, keep);
    }

    /**
     * The cost of eliminating inputs one by one.
     *
     * @param ridge relative to the mean square of an input
     * @return by the number of remaining inputs, see {@link ChannelElimination#losses}
     */
    double[] losses(double ridge) {
        return elimination(ridge).losses(inputs);
    }

    private ChannelElimination elimination(double ridge) {
        double[] system = ridged(moments.toDoubleArray(), ridge);
        double[] inverse = solved(system, manager.eye(inputs + 1, inputs + 1, 0, DataType.FLOAT64));
        return new ChannelElimination(outputs, inverse, solved(system, products));
    }

    /**
     * Fits a layer of some of the inputs.
     *
     * @param kept indices of the inputs in ascending order
     * @param weight initial weights [outputs, kept], in row-major order
     * @param bias initial bias [outputs]
     * @param ridge relative to the mean square of an input
     */
    Fit solve(int[] kept, float[] weight, float[] bias, double ridge) {
        double[] system = submatrix(moments.toDoubleArray(), kept);
        double[] target = rows(products.toDoubleArray(), kept);
        double[] initial = columns(weight, bias);
        // The error of the initial weights is the right-hand side, so that the solution is the change of the weights.
        double[] residual = target.clone();
        int size = kept.length + 1;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int out = 0; out < outputs; out++) {
                    residual[i * outputs + out] -= system[i * size + j] * initial[j * outputs + out];
                }
            }
        }
        double[] solution = solved(ridged(system, ridge), manager.create(residual, new Shape(size, outputs)));
        for (int i = 0; i < solution.length; i++) {
            solution[i] += initial[i];
        }
        return fit(solution, error(system, target, initial), error(system, target, solution));
    }

    private double[] solved(double[] system, NDArray right) {
        int size = (int) right.getShape().get(0);
        try (NDManager scratch = manager.newSubManager();
                TorchScriptFunction solver =
                        TorchScriptFunction.load(scratch, List.of("return [torch.linalg_solve(x, w[0])]"))) {
            return solver.run(scratch.create(system, new Shape(size, size)), List.of(right), false)
                    .singletonOrThrow()
                    .toDoubleArray();
        }
    }

    /** The moments of some inputs and of the bias. */
    private double[] submatrix(double[] system, int[] kept) {
        int size = kept.length + 1;
        double[] square = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                square[i * size + j] = system[position(kept, i) * (inputs + 1) + position(kept, j)];
            }
        }
        return square;
    }

    private double[] rows(double[] all, int[] kept) {
        double[] rows = new double[(kept.length + 1) * outputs];
        for (int i = 0; i <= kept.length; i++) {
            System.arraycopy(all, position(kept, i) * outputs, rows, i * outputs, outputs);
        }
        return rows;
    }

    /** Index in the moment matrix. The bias follows all inputs. */
    private int position(int[] kept, int index) {
        return index < kept.length ? kept[index] : inputs;
    }

    private static double[] ridged(double[] system, double ridge) {
        int size = (int) Math.sqrt(system.length);
        double trace = 0;
        for (int i = 0; i < size - 1; i++) {
            trace += system[i * size + i];
        }
        // If all inputs are zero, any positive diagonal gives the solution 0.
        double each = trace > 0 ? ridge * trace / (size - 1) : 1;
        double[] ridged = system.clone();
        for (int i = 0; i < size; i++) {
            ridged[i * size + i] += each;
        }
        return ridged;
    }

    private double[] columns(float[] weight, float[] bias) {
        int kept = weight.length / outputs;
        double[] columns = new double[(kept + 1) * outputs];
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < kept; in++) {
                columns[in * outputs + out] = weight[out * kept + in];
            }
            columns[kept * outputs + out] = bias[out];
        }
        return columns;
    }

    private Fit fit(double[] solution, double before, double after) {
        int kept = solution.length / outputs - 1;
        float[] weight = new float[kept * outputs];
        float[] bias = new float[outputs];
        for (int out = 0; out < outputs; out++) {
            for (int in = 0; in < kept; in++) {
                weight[out * kept + in] = (float) solution[in * outputs + out];
            }
            bias[out] = (float) solution[kept * outputs + out];
        }
        return new Fit(weight, bias, before, after);
    }

    /** |X W - Y|^2 / |Y|^2, from the sums: tr(W'MW) - 2 tr(W'P) + |Y|^2. */
    private double error(double[] system, double[] target, double[] solution) {
        int size = solution.length / outputs;
        double sum = targetSquare;
        for (int i = 0; i < size; i++) {
            for (int out = 0; out < outputs; out++) {
                double explained = 0;
                for (int j = 0; j < size; j++) {
                    explained += system[i * size + j] * solution[j * outputs + out];
                }
                sum += solution[i * outputs + out] * (explained - 2 * target[i * outputs + out]);
            }
        }
        return Math.max(0, sum / targetSquare);
    }

    @Override
    public void close() {
        manager.close();
    }

    /**
     * A fitted layer.
     *
     * @param weight [outputs, kept], in row-major order
     * @param bias [outputs]
     * @param before squared error of the initial weights, as a share of the target's squared norm
     * @param after squared error of the solution, likewise
     */
    record Fit(float[] weight, float[] bias, double before, double after) {}
}
