package io.vestibule.training.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which layers a MobileFaceNet has. It takes faces of 112x112 and leaves a map of 7x7, which a depthwise convolution of
 * the same size weighs place by place, where others take the mean.
 *
 * @param stem       channels of the first two layers
 * @param blocks     the bottlenecks; three of them halve the map, as the stem has done before
 * @param head       channels of the map that is weighed
 * @param embedding  length of the embedding
 * @param activation of every layer that is not linear
 * @param normalised whether batch normalisation follows each convolution; else the convolution has a bias
 */
public record Architecture(
        int stem, List<Bottleneck> blocks, int head, int embedding, Activation activation, boolean normalised) {

    /** Side of the faces that go in, in pixels. */
    public static final int SIDE = 112;

    /** Side of the map before the head. */
    private static final int LAST_SIDE = 7;

    /** Channels come in such groups, so that vector units are full. */
    private static final int GRAIN = 8;

    public Architecture {
        blocks = List.copyOf(blocks);
        if (stem < 1 || head < 1 || embedding < 1 || blocks.isEmpty()) {
            throw new IllegalArgumentException("a network has a stem, blocks, a head and an embedding");
        }
        int channels = stem;
        int side = SIDE / 2;
        for (Bottleneck block : blocks) {
            if (block.in() != channels) {
                throw new IllegalArgumentException(block + " follows " + channels + " channels");
            }
            channels = block.out();
            side /= block.stride();
        }
        if (side != LAST_SIDE) {
            throw new IllegalArgumentException("the blocks leave a map of " + side + ", not of " + LAST_SIDE);
        }
    }

    /**
     * The teacher's own blocks at another width, with batch normalisation, to be trained from scratch.
     *
     * @param width     of all channels but the embedding's; 1 is the teacher's own width
     * @param embedding length of the embedding
     */
    public static Architecture mobileFaceNet(double width, Activation activation, int embedding) {
        if (!(width > 0 && width <= 4)) {
            throw new IllegalArgumentException("width must be above 0 and at most 4, not " + width);
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

    /** A number of channels as near as full groups allow, and at least one group. */
    public static int rounded(double channels) {
        return Math.max(GRAIN, (int) Math.round(channels / GRAIN) * GRAIN);
    }

    /** The same network with other blocks. */
    public Architecture withBlocks(List<Bottleneck> others) {
        return new Architecture(stem, others, head, embedding, activation, normalised);
    }

    /** The same network with another activation. */
    public Architecture withActivation(Activation other) {
        return new Architecture(stem, blocks, head, embedding, other, normalised);
    }

    /** The same network with a bias where its batch normalisation was. */
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

    /** Layers after the blocks. The last has a map of one place. */
    public List<ConvolutionLayer> headLayers() {
        int channels = blocks.get(blocks.size() - 1).out();
        return List.of(
                ConvolutionLayer.pointwise("head.expand", channels, head, true),
                new ConvolutionLayer("head.depthwise", head, head, LAST_SIDE, 1, 0, true, false),
                ConvolutionLayer.pointwise("head.embed", head, embedding, false));
    }

    /** All layers, in the order in which a face passes them. */
    public List<ConvolutionLayer> layers() {
        List<ConvolutionLayer> layers = new ArrayList<>(stemLayers());
        for (int i = 0; i < blocks.size(); i++) {
            layers.addAll(blockLayers(i));
        }
        layers.addAll(headLayers());
        return List.copyOf(layers);
    }

    /** What is learnt: names and shapes, in the order of the layers. */
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

    /** What batch normalisation keeps of what it saw: names and shapes. Empty without it. */
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

    /** How many numbers are learnt. */
    public long size() {
        return parameters().values().stream().mapToLong(Tensor::size).sum();
    }

    private static void repeat(List<Bottleneck> blocks, int times, Bottleneck block) {
        for (int i = 0; i < times; i++) {
            blocks.add(block);
        }
    }
}
