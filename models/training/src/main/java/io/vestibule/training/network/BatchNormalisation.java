package io.vestibule.training.network;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Batch normalisation: y = scale (x - mean) / sqrt(variance + epsilon) + shift. After training it is a linear function after a
 * convolution, and can be folded into the convolution.
 *
 * <p>Source: Ioffe and Szegedy, ICML 2015.
 */
public final class BatchNormalisation {

    /** Keeps the square root over zero. */
    static final double EPSILON = 1e-5;

    /** Weight of the newest batch in the running mean and variance. */
    static final double MOMENTUM = 0.1;

    private BatchNormalisation() {}

    /** The same network with batch normalisation folded into weights and biases. */
    public static Weights folded(Weights weights) {
        if (!weights.architecture().normalised()) {
            return weights;
        }
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (ConvolutionLayer layer : weights.architecture().layers()) {
            fold(weights, layer, tensors);
            if (weights.tensors().containsKey(layer.slope())) {
                tensors.put(layer.slope(), weights.get(layer.slope()));
            }
        }
        return new Weights(weights.architecture().folded(), tensors);
    }

    private static void fold(Weights weights, ConvolutionLayer layer, Map<String, Tensor> into) {
        float[] weight = weights.get(layer.weight()).values().clone();
        float[] scale = weights.get(layer.scale()).values();
        float[] shift = weights.get(layer.shift()).values();
        float[] mean = weights.get(layer.mean()).values();
        float[] variance = weights.get(layer.variance()).values();
        float[] bias = new float[scale.length];
        int fan = weight.length / scale.length;
        for (int channel = 0; channel < scale.length; channel++) {
            double factor = scale[channel] / Math.sqrt(variance[channel] + EPSILON);
            for (int i = channel * fan; i < (channel + 1) * fan; i++) {
                weight[i] = (float) (weight[i] * factor);
            }
            bias[channel] = (float) (shift[channel] - mean[channel] * factor);
        }
        into.put(layer.weight(), new Tensor(layer.weightShape(), weight));
        into.put(layer.bias(), new Tensor(new long[] {bias.length}, bias));
    }
}
