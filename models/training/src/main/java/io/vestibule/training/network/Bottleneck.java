package io.vestibule.training.network;

/**
 * A bottleneck: 1x1 to the inner channels, activation, depthwise 3x3, activation, 1x1 back. Where neither size nor channels
 * change, what came in is added to what goes out.
 *
 * @param in     channels that come in
 * @param inner  channels in between
 * @param out    channels that go out
 * @param stride 1, or 2 to halve the map
 */
public record Bottleneck(int in, int inner, int out, int stride) {

    /** Numbers of a depthwise kernel. */
    private static final int KERNEL = 9;

    /** Multiplications that take as long as an activation, which moves numbers and computes little; roughly, of ONNX Runtime on one core. */
    private static final int ACTIVATION = 16;

    public Bottleneck {
        if (in < 1 || inner < 1 || out < 1) {
            throw new IllegalArgumentException("a block has channels, not " + in + ", " + inner + ", " + out);
        }
        if (stride != 1 && stride != 2) {
            throw new IllegalArgumentException("a block's stride is 1 or 2, not " + stride);
        }
    }

    /** Whether the input is added to the output. */
    public boolean residual() {
        return stride == 1 && in == out;
    }

    /**
     * What one inner channel costs: multiplications, those of its two activations included.
     *
     * @param side of the map that comes in
     */
    public double work(int side) {
        double before = (double) side * side;
        double after = before / (stride * stride);
        return before * (in + ACTIVATION) + after * (KERNEL + ACTIVATION + out);
    }

    /** The same block with other inner channels. */
    public Bottleneck withInner(int channels) {
        return new Bottleneck(in, channels, out, stride);
    }
}
