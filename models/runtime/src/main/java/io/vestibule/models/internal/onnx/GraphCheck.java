package io.vestibule.models.internal.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.vestibule.models.ModelException;
import io.vestibule.zoo.manifest.ModelCard;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares the inputs and outputs of a graph with its card when it is loaded. */
final class GraphCheck {

    private GraphCheck() {}

    static void check(String model, ModelCard card, OrtSession session) throws OrtException {
        ModelCard.Input input = card.input();
        compare(
                model,
                "inputs",
                Map.of(input.name(), tensor(List.of(input.channels(), input.height(), input.width()))),
                found(session.getInputInfo()));
        compare(
                model,
                "outputs",
                card.outputs().stream()
                        .collect(Collectors.toMap(ModelCard.Output::name, output -> tensor(output.shape()))),
                found(session.getOutputInfo()));
    }

    private static void compare(String model, String kind, Map<String, String> expected, Map<String, String> found) {
        if (!expected.equals(found)) {
            throw new ModelException(
                    model,
                    "load",
                    "expected the " + kind + " " + new TreeMap<>(expected) + ", found " + new TreeMap<>(found));
        }
    }

    private static Map<String, String> found(Map<String, NodeInfo> nodes) {
        return nodes.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, node -> tensor(node.getValue())));
    }

    private static String tensor(NodeInfo node) {
        if (node.getInfo() instanceof TensorInfo tensor) {
            return tensor.type + tensor(Arrays.stream(tensor.getShape()).boxed());
        }
        return node.getInfo().toString();
    }

    private static String tensor(List<Integer> item) {
        return OnnxJavaType.FLOAT
                + tensor(Stream.concat(Stream.of(-1L), item.stream().map(Integer::longValue)));
    }

    /** ONNX Runtime gives -1 for a batch of any size. */
    private static String tensor(Stream<Long> shape) {
        return shape.map(side -> side < 0 ? "batch" : side.toString()).collect(Collectors.joining(",", "[", "]"));
    }
}
