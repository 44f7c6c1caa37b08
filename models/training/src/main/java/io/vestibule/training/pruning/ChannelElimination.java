package io.vestibule.training.pruning;

import java.util.stream.IntStream;

/**
 * Eliminates the inputs of a linear layer one by one, each time the one with the least increase of the squared error. The remaining
 * weights are solved again after each elimination. With H the inverse of the moment matrix and W the solution, eliminating input j
 * costs |W_j|^2 / H_jj and changes the other weights by -H_j W_j / H_jj.
 *
 * <p>Source: Hassibi and Stork, "Second Order Derivatives for Network Pruning: Optimal Brain Surgeon" (NIPS 1992), equations 4 and 5,
 * which are exact for least squares. Unlike a choice by magnitude, it detects that one of two redundant channels is unnecessary.
 */
final class ChannelElimination {

    private final int size;
    private final int outputs;
    private final double[] inverse;
    private final double[] solution;
    private final boolean[] eliminated;

    /**
     * @param inverse [size, size], inverse of the moment matrix; is changed
     * @param solution [size, outputs] of all inputs; is changed
     */
    ChannelElimination(int outputs, double[] inverse, double[] solution) {
        this.size = solution.length / outputs;
        this.outputs = outputs;
        this.inverse = inverse;
        this.solution = solution;
        this.eliminated = new boolean[size];
    }

    /**
     * Eliminates inputs and returns the indices of the kept ones, in ascending order.
     *
     * @param candidates number of the first inputs that may be eliminated; later inputs (the bias) are always kept and not returned
     * @param keep number of candidates to keep
     */
    int[] eliminateTo(int candidates, int keep) {
        for (int left = candidates; left > keep; left--) {
            eliminate(cheapest(candidates));
        }
        return IntStream.range(0, candidates)
                .filter(input -> !eliminated[input])
                .toArray();
    }

    /**
     * Eliminates all inputs but one and returns the cost of each elimination.
     *
     * @param candidates as for {@link #eliminateTo}
     * @return {@code losses[n]}: increase of the squared error, including the ridge, when n + 1 inputs are reduced to n; {@code losses[0]}
     *     is 0 and unused
     */
    double[] losses(int candidates) {
        double[] losses = new double[candidates];
        for (int left = candidates - 1; left > 0; left--) {
            int input = cheapest(candidates);
            losses[left] = cost(input);
            eliminate(input);
        }
        return losses;
    }

    private int cheapest(int candidates) {
        int cheapest = -1;
        double lowest = Double.POSITIVE_INFINITY;
        for (int input = 0; input < candidates; input++) {
            double cost = eliminated[input] ? Double.POSITIVE_INFINITY : cost(input);
            if ((cheapest < 0 && !eliminated[input]) || cost < lowest) {
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

    private void eliminate(int input) {
        double[] row = new double[size];
        System.arraycopy(inverse, input * size, row, 0, size);
        double[] weights = new double[outputs];
        System.arraycopy(solution, input * outputs, weights, 0, outputs);
        for (int i = 0; i < size; i++) {
            double factor = inverse[i * size + input] / row[input];
            if (eliminated[i] || factor == 0) {
                continue;
            }
            for (int j = 0; j < size; j++) {
                inverse[i * size + j] -= factor * row[j];
            }
            for (int out = 0; out < outputs; out++) {
                solution[i * outputs + out] -= factor * weights[out];
            }
        }
        eliminated[input] = true;
    }
}
