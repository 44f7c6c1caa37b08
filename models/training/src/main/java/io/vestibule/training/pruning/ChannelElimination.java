package io.vestibule.training.pruning;

import java.util.stream.IntStream;

/**
 * Chooses the inputs that a linear layer can best do without, one after the other, each time solving anew for those that
 * are left. With H the inverse of the matrix of moments and W the solution, leaving out input j costs |W_j|^2 / H_jj, and
 * what is left moves by -H_j W_j / H_jj: Hassibi and Stork, "Second Order Derivatives for Network Pruning: Optimal Brain
 * Surgeon", NIPS 1992, equations 4 and 5, which for least squares is exact.
 *
 * <p>Unlike the choice by size, this sees that one of two channels that say the same may go.
 */
final class ChannelElimination {

    private final int size;
    private final int outputs;
    private final double[] inverse;
    private final double[] solution;
    private final boolean[] gone;

    /**
     * @param inverse  [size, size], of the matrix of moments; will be changed
     * @param solution [size, outputs], all inputs given; will be changed
     */
    ChannelElimination(int outputs, double[] inverse, double[] solution) {
        this.size = solution.length / outputs;
        this.outputs = outputs;
        this.inverse = inverse;
        this.solution = solution;
        this.gone = new boolean[size];
    }

    /**
     * The inputs that stay, in their order.
     *
     * @param candidates how many of the first inputs may go; the others (the bias) stay and are not told
     * @param keep       how many of the candidates stay
     */
    int[] kept(int candidates, int keep) {
        for (int left = candidates; left > keep; left--) {
            remove(cheapest(candidates));
        }
        return IntStream.range(0, candidates).filter(input -> !gone[input]).toArray();
    }

    /**
     * What leaving out costs, one after the other down to the last.
     *
     * @param candidates as for {@link #kept}
     * @return at n, what the target's square misses more, ridge included, when, of n + 1 that are left, the one that matters least goes; at 0
     *     nothing is told
     */
    double[] losses(int candidates) {
        double[] losses = new double[candidates];
        for (int left = candidates - 1; left > 0; left--) {
            int input = cheapest(candidates);
            losses[left] = cost(input);
            remove(input);
        }
        return losses;
    }

    private int cheapest(int candidates) {
        int cheapest = -1;
        double lowest = Double.POSITIVE_INFINITY;
        for (int input = 0; input < candidates; input++) {
            double cost = gone[input] ? Double.POSITIVE_INFINITY : cost(input);
            if (cheapest < 0 && !gone[input] || cost < lowest) {
                cheapest = input;
                lowest = cost;
            }
        }
        return cheapest;
    }

    private double cost(int input) {
        double square = 0;
        for (int out = 0; out < outputs; out++) {
            double weight = solution[input * outputs + out];
            square += weight * weight;
        }
        return square / inverse[input * size + input];
    }

    private void remove(int input) {
        double[] row = new double[size];
        System.arraycopy(inverse, input * size, row, 0, size);
        double[] weights = new double[outputs];
        System.arraycopy(solution, input * outputs, weights, 0, outputs);
        for (int i = 0; i < size; i++) {
            double factor = inverse[i * size + input] / row[input];
            if (gone[i] || factor == 0) {
                continue;
            }
            for (int j = 0; j < size; j++) {
                inverse[i * size + j] -= factor * row[j];
            }
            for (int out = 0; out < outputs; out++) {
                solution[i * outputs + out] -= factor * weights[out];
            }
        }
        gone[input] = true;
    }
}
