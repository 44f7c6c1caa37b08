package io.vestibule.zoo.prepare;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import io.vestibule.zoo.prepare.TfjsWeights.Weight;
import java.util.List;

/**
 * Writes dlib's face recognition network, whose weights are published for TensorFlow.js, as an ONNX model.
 *
 * <p>The network is a ResNet of 29 convolutions. Each is followed by a scale and a shift per channel, which are folded into the
 * convolution here. The comments in {@link #model} give channels and side of the feature map after each line.
 */
final class DlibResnet {

    private static final int OPSET = 9;
    private static final int IR_VERSION = 6;
    private static final int SIDE = 150;

    private final TfjsWeights weights;
    private final OnnxGraph graph = new OnnxGraph("dlib-resnet");

    private DlibResnet(TfjsWeights weights) {
        this.weights = weights;
    }

    /**
     * The network as a model with one input, {@code input} [batch, 3, 150, 150], and one output, {@code output} [batch, 128].
     *
     * @param centre subtracted from each embedding, because the published embeddings of all people point in a similar direction:
     *               even different people have a cosine of 0.8
     */
    static ModelProto of(TfjsWeights weights, float[] centre) {
        return new DlibResnet(weights).model(centre);
    }

    private ModelProto model(float[] centre) {
        graph.input("input", List.of(3, SIDE, SIDE));
        Tensor map = new Tensor("input", 3, SIDE);
        map = relu(convolution(map, "conv32_down", 2, 0)); // 32, 72
        map = pool(map, "MaxPool", 3); // 32, 35
        map = residual(map, "conv32_1");
        map = residual(map, "conv32_2");
        map = residual(map, "conv32_3");
        map = residualDown(map, "conv64_down"); // 64, 17
        map = residual(map, "conv64_1");
        map = residual(map, "conv64_2");
        map = residual(map, "conv64_3");
        map = residualDown(map, "conv128_down"); // 128, 8
        map = residual(map, "conv128_1");
        map = residual(map, "conv128_2");
        map = residualDown(map, "conv256_down"); // 256, 4
        map = residual(map, "conv256_1");
        map = residual(map, "conv256_2");
        map = residualDown(map, "conv256_down_out"); // 256, 2
        embedding(map, centre);
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setProducerName("vestibule")
                .setGraph(graph.build())
                .build();
    }

    private Tensor residual(Tensor in, String name) {
        Tensor inner = relu(convolution(in, name + "/conv1", 1, 1));
        return relu(sum(in, convolution(inner, name + "/conv2", 1, 1)));
    }

    /** Halves the side. The shortcut is an average pool. The smaller of both maps is padded with zeros. */
    private Tensor residualDown(Tensor in, String name) {
        Tensor inner = relu(convolution(in, name + "/conv1", 2, 0));
        Tensor deep = convolution(inner, name + "/conv2", 1, 1);
        Tensor shortcut = pool(in, "AveragePool", 2);
        int side = Math.max(deep.side(), shortcut.side());
        return relu(sum(pad(shortcut, deep.channels(), side), pad(deep, deep.channels(), side)));
    }

    private Tensor convolution(Tensor in, String name, int stride, int padding) {
        Weight filters = weights.get(name + "/conv/filters");
        int size = filters.shape().get(0);
        int channels = filters.shape().get(3);
        Folded folded = fold(filters, name);
        String w = graph.constant(name + "/weights", List.of(channels, in.channels(), size, size), folded.values());
        String b = graph.constant(name + "/bias", List.of(channels), folded.bias());
        String out = graph.node("Conv", List.of(in.name(), w, b))
                .with("kernel_shape", size, size)
                .with("strides", stride, stride)
                .with("pads", padding, padding, padding, padding)
                .add();
        return new Tensor(out, channels, (in.side() + 2 * padding - size) / stride + 1);
    }

    /** Converts the filters from (height, width, in, out) to ONNX's order (out, in, height, width) and scales them. */
    private Folded fold(Weight filters, String name) {
        float[] bias = weights.get(name + "/conv/bias").values();
        float[] scale = weights.get(name + "/scale/weights").values();
        float[] shift = weights.get(name + "/scale/biases").values();
        int area = filters.shape().get(0) * filters.shape().get(1);
        int in = filters.shape().get(2);
        int out = filters.shape().get(3);
        Folded folded = new Folded(new float[area * in * out], new float[out]);
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < in; i++) {
                for (int at = 0; at < area; at++) {
                    folded.values()[(o * in + i) * area + at] = filters.values()[(at * in + i) * out + o] * scale[o];
                }
            }
            folded.bias()[o] = bias[o] * scale[o] + shift[o];
        }
        return folded;
    }

    private Tensor pool(Tensor in, String kind, int size) {
        String out = graph.node(kind, List.of(in.name()))
                .with("kernel_shape", size, size)
                .with("strides", 2, 2)
                .add();
        return new Tensor(out, in.channels(), (in.side() - size) / 2 + 1);
    }

    private Tensor pad(Tensor in, int channels, int side) {
        if (in.channels() == channels && in.side() == side) {
            return in;
        }
        int below = side - in.side();
        String out = graph.node("Pad", List.of(in.name()))
                .with("pads", 0, 0, 0, 0, 0, channels - in.channels(), below, below)
                .add();
        return new Tensor(out, channels, side);
    }

    private Tensor sum(Tensor a, Tensor b) {
        return new Tensor(graph.node("Add", List.of(a.name(), b.name())).add(), a.channels(), a.side());
    }

    private Tensor relu(Tensor in) {
        return new Tensor(graph.node("Relu", List.of(in.name())).add(), in.channels(), in.side());
    }

    private void embedding(Tensor in, float[] centre) {
        float[] bias = new float[centre.length];
        for (int i = 0; i < centre.length; i++) {
            bias[i] = -centre[i];
        }
        String average = graph.node("GlobalAveragePool", List.of(in.name())).add();
        String flat = graph.node("Flatten", List.of(average)).add();
        String matrix = graph.constant(
                "fc/weights",
                List.of(in.channels(), centre.length),
                weights.get("fc").values());
        graph.node("Gemm", List.of(flat, matrix, graph.constant("fc/minus-centre", List.of(centre.length), bias)))
                .add("output");
        graph.output("output", List.of(centre.length));
    }

    /** A tensor of shape [batch, channels, side, side]. */
    private record Tensor(String name, int channels, int side) {}

    /** Filters and bias of a convolution that includes the scale and shift after it. */
    private record Folded(float[] values, float[] bias) {}
}
