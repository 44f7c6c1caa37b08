package io.vestibule.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The layers of a MobileFaceNet. Its input is a face of 112x112 pixels. Its blocks end with a feature map of 7x7, which a depthwise
 * convolution of the same size reduces with a weight for each position. Other networks use the mean instead.
 *
 * @param stem channels of the first two layers
 * @param blocks the bottlenecks; three of them halve the map, as the stem does before
 * @param head channels of the last feature map
 * @param embedding dimension of the embedding
 * @param activation of every layer that is not linear
 * @param normalised whether batch normalisation follows each convolution; otherwise the convolution has a bias
 */
public record Architecture(
        int stem, List<Bottleneck> blocks, int head, int embedding, Activation activation, boolean normalised) {

    /** Side of an input face in pixels. */
    public static final int SIDE = 112;

    /** Side of the feature map before the head. */
    private static final int LAST_SIDE = 7;

    /** Channels are multiples of this, so that they fill vector units. */
    private static final int CHANNEL_GROUP = 8;

    public Architecture {
        blocks = List.copyOf(blocks);
        if (stem < 1 || head < 1 || embedding < 1 || blocks.isEmpty()) {
            throw new IllegalArgumentException("stem, blocks, head and embedding must not be empty");
        }
        int channels = stem;
        int side = SIDE / 2;
        for (Bottleneck block : blocks) {
            if (block.in() != channels) {
                throw new IllegalArgumentException(block + " follows " + channels
                        + " channels; input channels must equal the output of the block before");
            }
            channels = block.out();
            side /= block.stride();
        }
        if (side != LAST_SIDE) {
            throw new IllegalArgumentException(
                    "the blocks end with a map of side " + side + "; it must be " + LAST_SIDE);
        }
    }

    /**
     * The teacher's blocks with another width and with batch normalisation, for training from random weights.
     *
     * @param width multiplier of all channels except the embedding; 1 is the teacher's width
     * @param embedding dimension of the embedding
     */
    public static Architecture mobileFaceNet(double width, Activation activation, int embedding) {
        if (!(width > 0 && width <= 4)) {
            throw new IllegalArgumentException("width must be over 0 and at most 4, not " + width);
        }
        int first = rounded(64 * width);
        int second = rounded(128 * width);
        List<Bottleneck> blocks = new ArrayList<>();
        blocks.add(new Bottleneck(first, rounded(128 * width), first, 2));
        repeat(blocks, 4, new Bottleneck(first, rounded(128 * width), first, 1));
        blocks.add(new Bottleneck(first, rounded(256 * width), second, 2));
        repeat(blocks, 6, new Bottleneck(second, rounded(256 * width), second, 1));
        blocks.add(new Bottleneck(second, rounded(512 * width), second, 2));
        repeat(blocks, 2, new Bottleneck(second, rounded(256 * width), second, 1));
        return new Architecture(first, blocks, rounded(512 * width), embedding, activation, true);
    }

    /** The nearest number of channels in full groups, at least one group. */
    public static int rounded(double channels) {
        return Math.max(CHANNEL_GROUP, (int) Math.round(channels / CHANNEL_GROUP) * CHANNEL_GROUP);
    }

    /** The same network with other blocks. */
    public Architecture withBlocks(List<Bottleneck> others) {
        return new Architecture(stem, others, head, embedding, activation, normalised);
    }

    /** The same network with another activation. */
    public Architecture withActivation(Activation other) {
        return new Architecture(stem, blocks, head, embedding, other, normalised);
    }

    /** The same network with biases instead of batch normalisation. */
    public Architecture folded() {
        return new Architecture(stem, blocks, head, embedding, activation, false);
    }

    /** Layers before the blocks. */
    public List<ConvolutionLayer> stemLayers() {
        return List.of(
                new ConvolutionLayer("stem.conv", 3, stem, 3, 2, 1, false, true),
                ConvolutionLayer.depthwise("stem.depthwise", stem, 1));
    }

    /** The three layers of a block, counted from 0. */
    public List<ConvolutionLayer> blockLayers(int index) {
        Bottleneck block = blocks.get(index);
        String name = "blocks." + index;
        return List.of(
                ConvolutionLayer.pointwise(name + ".expand", block.in(), block.inner(), true),
                ConvolutionLayer.depthwise(name + ".depthwise", block.inner(), block.stride()),
                ConvolutionLayer.pointwise(name + ".project", block.inner(), block.out(), false));
    }

    /** Layers after the blocks. The last feature map has one position. */
    public List<ConvolutionLayer> headLayers() {
        int channels = blocks.get(blocks.size() - 1).out();
        return List.of(
                ConvolutionLayer.pointwise("head.expand", channels, head, true),
                new ConvolutionLayer("head.depthwise", head, head, LAST_SIDE, 1, 0, true, false),
                ConvolutionLayer.pointwise("head.embed", head, embedding, false));
    }

    /** All layers in the order of the computation. */
    public List<ConvolutionLayer> layers() {
        List<ConvolutionLayer> layers = new ArrayList<>(stemLayers());
        for (int i = 0; i < blocks.size(); i++) {
            layers.addAll(blockLayers(i));
        }
        layers.addAll(headLayers());
        return List.copyOf(layers);
    }

    /** Names and shapes of the trained parameters, in the order of the layers. */
    public Map<String, long[]> parameters() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        for (ConvolutionLayer layer : layers()) {
            long[] channels = {layer.out()};
            shapes.put(layer.weight(), layer.weightShape());
            if (normalised) {
                shapes.put(layer.scale(), channels);
                shapes.put(layer.shift(), channels);
            } else {
                shapes.put(layer.bias(), channels);
            }
            if (layer.activated() && activation == Activation.PRELU) {
                shapes.put(layer.slope(), channels);
            }
        }
        return shapes;
    }

    /** Names and shapes of the running statistics of batch normalisation. Empty without it. */
    public Map<String, long[]> statistics() {
        Map<String, long[]> shapes = new LinkedHashMap<>();
        if (normalised) {
            for (ConvolutionLayer layer : layers()) {
                shapes.put(layer.mean(), new long[] {layer.out()});
                shapes.put(layer.variance(), new long[] {layer.out()});
            }
        }
        return shapes;
    }

    /** Number of trained values. */
    public long size() {
        return parameters().values().stream().mapToLong(Tensor::size).sum();
    }

    private static void repeat(List<Bottleneck> blocks, int times, Bottleneck block) {
        for (int i = 0; i < times; i++) {
            blocks.add(block);
        }
    }
}
