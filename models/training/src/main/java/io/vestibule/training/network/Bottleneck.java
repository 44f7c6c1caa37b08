package io.vestibule.training.network;

/**
 * A bottleneck block: 1x1 convolution to the inner channels, activation, depthwise 3x3, activation, 1x1 projection. If size and
 * channels do not change, the input is added to the output.
 *
 * @param in input channels
 * @param inner channels of the depthwise convolution
 * @param out output channels
 * @param stride 1, or 2 to halve the map
 */
public record Bottleneck(int in, int inner, int out, int stride) {

    /** Weights of a depthwise kernel. */
    private static final int KERNEL = 9;

    /** Multiplications that take as long as one activation, roughly, in ONNX Runtime on one core. An activation is bound by memory. */
    private static final int ACTIVATION_COST = 16;

    public Bottleneck {
        if (in < 1 || inner < 1 || out < 1) {
            throw new IllegalArgumentException("channels must be 1 or more, not " + in + ", " + inner + ", " + out);
        }
        if (stride != 1 && stride != 2) {
            throw new IllegalArgumentException("stride must be 1 or 2, not " + stride);
        }
    }

    /** Whether the input is added to the output. */
    public boolean residual() {
        return stride == 1 && in == out;
    }

    /**
     * Cost of one inner channel in multiplications, including its two activations.
     *
     * @param side of the input map
     */
    public double work(int side) {
        double before = (double) side * side;
        double after = before / (stride * stride);
        return before * (in + ACTIVATION_COST) + after * (KERNEL + ACTIVATION_COST + out);
    }

    /** The same block with other inner channels. */
    public Bottleneck withInner(int channels) {
        return new Bottleneck(in, channels, out, stride);
    }
}
