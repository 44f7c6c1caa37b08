package io.vestibule.zoo.prepare;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vestibule.zoo.ZooException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A place where a graph is cut in two: the stem computes one tensor, the tail goes on from it alone.
 *
 * @param at    the tensor's name in the graph
 * @param as    its name as the stem's output and the tail's input
 * @param shape its shape without the batch
 */
public record GraphCut(String at, String as, List<Integer> shape) {
    public GraphCut {
        shape = List.copyOf(shape);
    }

    /** The part of the graph that the tensor depends on. */
    GraphProto stem(GraphProto graph) {
        return part(renamed(graph), inputsOf(graph), List.of(tensor()));
    }

    /** The part that depends on nothing but the tensor. */
    GraphProto tail(GraphProto graph) {
        return part(renamed(graph), List.of(tensor()), graph.getOutputList());
    }

    private GraphProto part(GraphProto graph, List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
        var given = names(inputs);
        var needed = needed(graph, given, names(outputs));
        var result = GraphProto.newBuilder()
                .setName(graph.getName())
                .addAllInput(inputs)
                .addAllOutput(outputs);
        graph.getNodeList().stream()
                .filter(node -> node.getOutputList().stream().anyMatch(needed::contains))
                .filter(node -> node.getOutputList().stream().noneMatch(given::contains))
                .forEach(result::addNode);
        graph.getInitializerList().stream()
                .filter(tensor -> needed.contains(tensor.getName()))
                .forEach(result::addInitializer);
        return result.build();
    }

    /** All tensors that the outputs depend on, found by walking back from them and stopping at what is given. */
    private Set<String> needed(GraphProto graph, Set<String> given, Set<String> outputs) {
        var makers = new HashMap<String, NodeProto>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> makers.put(output, node)));
        var known = initialised(graph);
        var needed = new HashSet<String>();
        var open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            var tensor = open.pop();
            // An optional input that is left out has the empty name.
            if (tensor.isEmpty() || !needed.add(tensor) || given.contains(tensor) || known.contains(tensor)) {
                continue;
            }
            var maker = makers.get(tensor);
            if (maker == null) {
                throw new ZooException("a cut at " + at + " does not part the graph: " + tensor + " is still needed");
            }
            open.addAll(maker.getInputList());
        }
        if (!needed.containsAll(given)) {
            throw new ZooException("a cut at " + at + " does not part the graph: nothing depends on " + given);
        }
        return needed;
    }

    private GraphProto renamed(GraphProto graph) {
        if (graph.getNodeList().stream().noneMatch(node -> node.getOutputList().contains(at))) {
            throw new ZooException("the graph has no tensor " + at + " to cut at");
        }
        var result = graph.toBuilder();
        for (var node : result.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, renamed(node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, renamed(node.getOutput(i)));
            }
        }
        return result.build();
    }

    private String renamed(String tensor) {
        return tensor.equals(at) ? as : tensor;
    }

    private ValueInfoProto tensor() {
        return FloatTensors.floats(as, shape);
    }

    private static List<ValueInfoProto> inputsOf(GraphProto graph) {
        var initialised = initialised(graph);
        return graph.getInputList().stream()
                .filter(input -> !initialised.contains(input.getName()))
                .toList();
    }

    private static Set<String> initialised(GraphProto graph) {
        return graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
    }

    private static Set<String> names(List<ValueInfoProto> values) {
        return values.stream().map(ValueInfoProto::getName).collect(Collectors.toSet());
    }
}
