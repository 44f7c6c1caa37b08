package io.vestibule.training.pruning;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Bottleneck;
import io.vestibule.training.network.ConvolutionLayer;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import io.vestibule.zoo.prepare.NegligibleWeights;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Reads a MobileFaceNet without batch normalisation from an ONNX file, of a teacher or a student. It follows the graph node by node. An
 * error names the first node that differs.
 */
public final class MobileFaceNetReader {

    /** Largest difference of the sum of a slope and its complement from 1. */
    private static final double ROUNDING = 1e-5;

    private final Path file;
    private final List<NodeProto> nodes;
    private final Map<String, TensorProto> constants = new LinkedHashMap<>();
    private int next;
    private String map;

    private MobileFaceNetReader(Path file, GraphProto graph) throws IOException {
        this.file = file;
        this.nodes = graph.getNodeList();
        graph.getInitializerList().forEach(tensor -> constants.put(tensor.getName(), tensor));
        this.map = graph.getInputList().stream()
                .map(input -> input.getName())
                .filter(name -> !constants.containsKey(name))
                .findFirst()
                .orElseThrow(() -> new IOException(file + ": the graph has no input"));
    }

    /** @throws IOException if the file cannot be read, or contains another kind of network */
    public static Weights read(Path file) throws IOException {
        GraphProto graph = ModelProto.parseFrom(NegligibleWeights.setToZero(Files.readAllBytes(file)))
                .getGraph();
        return new MobileFaceNetReader(file, graph).weights();
    }

    private Weights weights() throws IOException {
        List<Convolution> convolutions = new ArrayList<>();
        List<Bottleneck> blocks = new ArrayList<>();
        convolutions.add(convolution());
        convolutions.add(convolution());
        while (true) {
            String in = map;
            Convolution expand = convolution();
            Convolution depthwise = convolution();
            Convolution project = convolution();
            convolutions.addAll(List.of(expand, depthwise, project));
            if (depthwise.layer().kernel() != 3) {
                break;
            }
            Bottleneck block = new Bottleneck(
                    expand.layer().in(),
                    expand.layer().out(),
                    project.layer().out(),
                    depthwise.layer().stride());
            if (block.residual()) {
                add(in);
            }
            blocks.add(block);
        }
        flatten();
        int last = convolutions.size() - 1;
        Architecture architecture = new Architecture(
                convolutions.get(0).layer().out(),
                blocks,
                convolutions.get(last - 1).layer().out(),
                convolutions.get(last).layer().out(),
                convolutions.get(0).activation(),
                false);
        return weights(architecture, convolutions);
    }

    private Weights weights(Architecture architecture, List<Convolution> convolutions) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        List<ConvolutionLayer> layers = architecture.layers();
        for (int i = 0; i < layers.size(); i++) {
            ConvolutionLayer layer = layers.get(i);
            Convolution convolution = convolutions.get(i);
            if (!convolution.layer().equals(named(layer, convolution.layer().name()))
                    || (layer.activated() && convolution.activation() != architecture.activation())) {
                throw new IOException(file + ": node " + convolution.layer().name() + " is " + convolution.layer()
                        + ", where a MobileFaceNet has " + layer);
            }
            tensors.put(layer.weight(), convolution.weight());
            tensors.put(layer.bias(), convolution.bias());
            if (layer.activated() && architecture.activation() == Activation.PRELU) {
                tensors.put(layer.slope(), convolution.slope());
            }
        }
        return new Weights(architecture, tensors);
    }

    /** Reads a convolution of the current map and its activation, if there is one. */
    private Convolution convolution() throws IOException {
        NodeProto node = take("Conv");
        if (node.getInputCount() != 3) {
            throw new IOException(file + ": node " + name(node) + " has no bias");
        }
        Tensor weight = tensor(node.getInput(1));
        long[] shape = weight.shape();
        int groups = (int) attribute(node, "group", 1);
        if (shape.length != 4 || shape[2] != shape[3] || attribute(node, "dilations", 1) != 1) {
            throw new IOException(file + ": node " + name(node) + " is not a plain convolution of square kernels");
        }
        Activation activation = Activation.PRELU;
        Tensor slope = new Tensor(new long[] {0}, new float[0]);
        boolean activated = true;
        switch (next < nodes.size() ? nodes.get(next).getOpType() : "") {
            case "PRelu" -> {
                float[] slopes = tensor(take("PRelu").getInput(1)).values();
                slope = new Tensor(new long[] {slopes.length}, slopes);
            }
            case "Relu" -> {
                String before = map;
                take("Relu");
                if (next < nodes.size() && nodes.get(next).getInputList().indexOf(before) == 0) {
                    slope = twoPathPrelu(before);
                } else {
                    activation = Activation.RELU;
                }
            }
            default -> activated = false;
        }
        ConvolutionLayer layer = new ConvolutionLayer(
                name(node),
                (int) shape[1] * groups,
                (int) shape[0],
                (int) shape[2],
                (int) attribute(node, "strides", 1),
                (int) attribute(node, "pads", 0),
                groups > 1,
                activated);
        return new Convolution(layer, activation, weight, tensor(node.getInput(2)), slope);
    }

    /**
     * Reads a PReLU in the form of a student's file: a x + (1 - a) max(x, 0).
     *
     * @param x input of the ReLU whose output is the current map
     */
    private Tensor twoPathPrelu(String x) throws IOException {
        String positive = map;
        map = x;
        float[] slopes = channelFactors(take("Conv"));
        String all = map;
        map = positive;
        float[] rest = channelFactors(take("Conv"));
        add(all);
        if (!complete(slopes, rest)) {
            throw new IOException(file + ": the nodes before " + map
                    + " are not a PReLU, because the factors of the two paths do not add up to 1");
        }
        return new Tensor(new long[] {slopes.length}, slopes);
    }

    private static boolean complete(float[] slopes, float[] rest) {
        return slopes.length == rest.length
                && IntStream.range(0, slopes.length)
                        .allMatch(channel -> Math.abs(slopes[channel] + rest[channel] - 1) <= ROUNDING);
    }

    /** The factors of a depthwise 1x1 convolution. */
    private float[] channelFactors(NodeProto node) throws IOException {
        float[] each = node.getInputCount() == 2 ? tensor(node.getInput(1)).values() : new float[0];
        if (each.length != attribute(node, "group", 1)
                || attribute(node, "strides", 1) != 1
                || attribute(node, "pads", 0) != 0) {
            throw new IOException(file + ": node " + name(node) + " is not a depthwise 1x1 convolution with stride 1");
        }
        return each;
    }

    private void add(String other) throws IOException {
        NodeProto node = node("Add");
        if (!(node.getInputList().contains(map) && node.getInputList().contains(other))) {
            throw new IOException(file + ": node " + name(node) + " does not add the input and the output of a block");
        }
        map = node.getOutput(0);
    }

    private void flatten() throws IOException {
        take(nodes.get(nodes.size() - 1).getOpType().equals("Reshape") ? "Reshape" : "Flatten");
        if (next != nodes.size()) {
            throw new IOException(file + ": the graph has more nodes than a MobileFaceNet");
        }
    }

    /** Reads the next node, whose input is the current map. */
    private NodeProto take(String operator) throws IOException {
        NodeProto node = node(operator);
        if (!node.getInput(0).equals(map)) {
            throw new IOException(file + ": node " + name(node) + " does not use the output of the node before it");
        }
        map = node.getOutput(0);
        return node;
    }

    private NodeProto node(String operator) throws IOException {
        if (next == nodes.size() || !nodes.get(next).getOpType().equals(operator)) {
            String found = next == nodes.size() ? "the end" : nodes.get(next).getOpType() + " " + name(nodes.get(next));
            throw new IOException(file + ": found " + found + " where a MobileFaceNet has " + operator);
        }
        return nodes.get(next++);
    }

    private Tensor tensor(String name) throws IOException {
        TensorProto constant = constants.get(name);
        if (constant == null || constant.getDataType() != TensorProto.DataType.FLOAT.getNumber()) {
            throw new IOException(file + ": " + name + " is not a constant of type float");
        }
        long[] shape =
                constant.getDimsList().stream().mapToLong(Long::longValue).toArray();
        float[] values;
        if (constant.getFloatDataCount() > 0) {
            values = new float[constant.getFloatDataCount()];
            for (int i = 0; i < values.length; i++) {
                values[i] = constant.getFloatData(i);
            }
        } else {
            values = new float[constant.getRawData().size() / Float.BYTES];
            constant.getRawData()
                    .asReadOnlyByteBuffer()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(values);
        }
        try {
            return new Tensor(shape, values);
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + name + ": " + e.getMessage(), e);
        }
    }

    /** The value of an attribute, which must be equal in all dimensions. */
    private long attribute(NodeProto node, String name, long absent) throws IOException {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.getName().equals(name)) {
                List<Long> values = attribute.getIntsCount() > 0 ? attribute.getIntsList() : List.of(attribute.getI());
                if (values.stream().distinct().count() != 1) {
                    throw new IOException(file + ": node " + name(node) + " has unequal " + name + " " + values);
                }
                return values.get(0);
            }
        }
        return absent;
    }

    private static String name(NodeProto node) {
        return node.getOutput(0);
    }

    private static ConvolutionLayer named(ConvolutionLayer layer, String name) {
        return new ConvolutionLayer(
                name,
                layer.in(),
                layer.out(),
                layer.kernel(),
                layer.stride(),
                layer.padding(),
                layer.depthwise(),
                layer.activated());
    }

    /** A layer with its values. */
    private record Convolution(
            ConvolutionLayer layer, Activation activation, Tensor weight, Tensor bias, Tensor slope) {}
}
