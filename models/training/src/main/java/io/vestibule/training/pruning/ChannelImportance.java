package io.vestibule.training.pruning;

import ai.djl.ndarray.NDArray;
import io.vestibule.training.network.Tensor;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Importance of each inner channel of a block: the sum of its absolute activations over all faces and positions, times the norm of
 * its projection weights.
 */
final class ChannelImportance {

    private final double[] sums;

    ChannelImportance(int channels) {
        sums = new double[channels];
    }

    /** @param activations [batch, channels, height, width], after the second activation function */
    void add(NDArray activations) {
        float[] values = activations.abs().sum(new int[] {0, 2, 3}).toFloatArray();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }

    /**
     * The most important channels in ascending order.
     *
     * @param projection [out, channels, 1, 1]
     * @param count number of channels
     */
    int[] mostImportant(Tensor projection, int count) {
        double[] importance = of(projection);
        return IntStream.range(0, importance.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer channel) -> -importance[channel]))
                .limit(count)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
    }

    private double[] of(Tensor projection) {
        float[] weights = projection.values();
        double[] importance = sums.clone();
        for (int channel = 0; channel < importance.length; channel++) {
            double square = 0;
            for (int at = channel; at < weights.length; at += importance.length) {
                square += weights[at] * weights[at];
            }
            importance[channel] *= Math.sqrt(square);
        }
        return importance;
    }
}
