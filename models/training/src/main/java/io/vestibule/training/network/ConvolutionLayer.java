package io.vestibule.training.network;

/**
 * A convolution with its bias or batch normalisation, and an activation if it is not linear.
 *
 * @param name prefix of the names of its weights
 * @param in input channels
 * @param out output channels
 * @param kernel side of the kernel
 * @param stride of the kernel
 * @param padding zeros on each side
 * @param depthwise whether each channel has its own kernel
 * @param activated whether an activation follows
 */
public record ConvolutionLayer(
        String name, int in, int out, int kernel, int stride, int padding, boolean depthwise, boolean activated) {

    static ConvolutionLayer pointwise(String name, int in, int out, boolean activated) {
        return new ConvolutionLayer(name, in, out, 1, 1, 0, false, activated);
    }

    static ConvolutionLayer depthwise(String name, int channels, int stride) {
        return new ConvolutionLayer(name, channels, channels, 3, stride, 1, true, true);
    }

    /** Number of independent channel groups. */
    public int groups() {
        return depthwise ? in : 1;
    }

    /** Number of inputs of each output. */
    int fanIn() {
        return in / groups() * kernel * kernel;
    }

    /** Name of the kernel. */
    public String weight() {
        return name + ".weight";
    }

    /** Name of the bias of a layer without batch normalisation. */
    public String bias() {
        return name + ".bias";
    }

    /** Name of the batch normalisation's scale, gamma. */
    public String scale() {
        return name + ".scale";
    }

    /** Name of the batch normalisation's shift, beta. */
    public String shift() {
        return name + ".shift";
    }

    /** Name of the batch normalisation's running mean. */
    public String mean() {
        return name + ".mean";
    }

    /** Name of the batch normalisation's running variance. */
    public String variance() {
        return name + ".variance";
    }

    /** Name of the PReLU's slopes. */
    public String slope() {
        return name + ".slope";
    }

    long[] weightShape() {
        return new long[] {out, in / groups(), kernel, kernel};
    }
}
