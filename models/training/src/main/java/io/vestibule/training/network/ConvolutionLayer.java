package io.vestibule.training.network;

/**
 * One convolution with what belongs to it: a bias or a batch normalisation, and an activation unless it is linear.
 *
 * @param name      beginning of the names of its weights
 * @param in        channels that come in
 * @param out       channels that go out
 * @param kernel    side of the kernel
 * @param stride    step of the kernel
 * @param padding   zeros on each side
 * @param depthwise whether each channel has a kernel of its own, and sees no other
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

    /** Groups of channels that do not see each other. */
    public int groups() {
        return depthwise ? in : 1;
    }

    /** Numbers that each output is a weighted sum of. */
    int fan() {
        return in / groups() * kernel * kernel;
    }

    public String weight() {
        return name + ".weight";
    }

    /** Of a layer without batch normalisation. */
    public String bias() {
        return name + ".bias";
    }

    /** Of the batch normalisation: gamma. */
    public String scale() {
        return name + ".scale";
    }

    /** Of the batch normalisation: beta. */
    public String shift() {
        return name + ".shift";
    }

    /** Running mean, a statistic of the batch normalisation. */
    public String mean() {
        return name + ".mean";
    }

    /** Running variance, a statistic of the batch normalisation. */
    public String variance() {
        return name + ".variance";
    }

    /** Of a PReLU. */
    public String slope() {
        return name + ".slope";
    }

    long[] weightShape() {
        return new long[] {out, in / groups(), kernel, kernel};
    }
}
