package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.vestibule.training.engine.TorchScriptFunction;
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
     * The inputs that are worth most together.
     *
     * @param keep  how many
     * @param ridge against the mean square of an input
     */
    int[] best(int keep, double ridge) {
        return elimination(ridge).kept(inputs, keep);
    }

    /**
     * What leaving inputs out costs, one after the other.
     *
     * @param ridge against the mean square of an input
     * @return by how many are left, see {@link ChannelElimination#losses}
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
     * Solves for some of the inputs; there are no others in the solution.
     *
     * @param kept   the inputs, in their order
     * @param weight [outputs, kept], row by row, where it begins
     * @param bias   [outputs]
     * @param ridge  against the mean square of an input
     */
    Fit solve(int[] kept, float[] weight, float[] bias, double ridge) {
        double[] system = square(moments.toDoubleArray(), kept);
        double[] wanted = rows(products.toDoubleArray(), kept);
        double[] begin = columns(weight, bias);
        // How far off the beginning is, as the right-hand side: the solution is then the change.
        double[] residual = wanted.clone();
        int size = kept.length + 1;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                for (int out = 0; out < outputs; out++) {
                    residual[i * outputs + out] -= system[i * size + j] * begin[j * outputs + out];
                }
            }
        }
        double[] solution = solved(ridged(system, ridge), manager.create(residual, new Shape(size, outputs)));
        for (int i = 0; i < solution.length; i++) {
            solution[i] += begin[i];
        }
        return fit(solution, error(system, wanted, begin), error(system, wanted, solution));
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
    private double[] square(double[] system, int[] kept) {
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

    /** The bias is behind all inputs. */
    private int position(int[] kept, int index) {
        return index < kept.length ? kept[index] : inputs;
    }

    private static double[] ridged(double[] system, double ridge) {
        int size = (int) Math.sqrt(system.length);
        double trace = 0;
        for (int i = 0; i < size - 1; i++) {
            trace += system[i * size + i];
        }
        // Inputs that are all zero explain nothing, at any price.
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
    private double error(double[] system, double[] wanted, double[] solution) {
        int size = solution.length / outputs;
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
     * @param weight [outputs, kept], row by row
     * @param bias   [outputs]
     * @param before share of the target's square that the beginning misses
     * @param after  share that the solution misses
     */
    record Fit(float[] weight, float[] bias, double before, double after) {}
}
