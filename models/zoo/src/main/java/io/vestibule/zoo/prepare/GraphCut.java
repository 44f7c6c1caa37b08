package io.vestibule.zoo.prepare;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import io.vestibule.zoo.ZooException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A tensor at which a graph is split. The stem computes this tensor, and the tail continues from it alone.
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
        return part(renameTensor(graph), inputsOf(graph), List.of(tensor()));
    }

    /** The part of the graph that depends on the tensor alone. */
    GraphProto tail(GraphProto graph) {
        return part(renameTensor(graph), List.of(tensor()), graph.getOutputList());
    }

    private GraphProto part(GraphProto graph, List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
        Set<String> given = names(inputs);
        Set<String> needed = neededTensors(graph, given, names(outputs));
        GraphProto.Builder result = GraphProto.newBuilder()
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

    /** All tensors that the outputs depend on. The search goes back from the outputs and stops at the given tensors. */
    private Set<String> neededTensors(GraphProto graph, Set<String> given, Set<String> outputs) {
        Map<String, NodeProto> producers = new HashMap<>();
        graph.getNodeList().forEach(node -> node.getOutputList().forEach(output -> producers.put(output, node)));
        Set<String> known = initialised(graph);
        Set<String> needed = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(outputs);
        while (!open.isEmpty()) {
            String tensor = open.pop();
            // An omitted optional input has the empty name.
            if (tensor.isEmpty() || !needed.add(tensor) || given.contains(tensor) || known.contains(tensor)) {
                continue;
            }
            NodeProto producer = producers.get(tensor);
            if (producer == null) {
                throw new ZooException("a cut at " + at + " does not split the graph: " + tensor + " is still needed");
            }
            open.addAll(producer.getInputList());
        }
        if (!needed.containsAll(given)) {
            throw new ZooException("a cut at " + at + " does not split the graph: nothing depends on " + given);
        }
        return needed;
    }

    private GraphProto renameTensor(GraphProto graph) {
        if (graph.getNodeList().stream().noneMatch(node -> node.getOutputList().contains(at))) {
            throw new ZooException("the graph has no tensor " + at + " to cut at");
        }
        GraphProto.Builder result = graph.toBuilder();
        for (NodeProto.Builder node : result.getNodeBuilderList()) {
            for (int i = 0; i < node.getInputCount(); i++) {
                node.setInput(i, newName(node.getInput(i)));
            }
            for (int i = 0; i < node.getOutputCount(); i++) {
                node.setOutput(i, newName(node.getOutput(i)));
            }
        }
        return result.build();
    }

    private String newName(String tensor) {
        return tensor.equals(at) ? as : tensor;
    }

    private ValueInfoProto tensor() {
        return FloatTensors.declare(as, shape);
    }

    private static List<ValueInfoProto> inputsOf(GraphProto graph) {
        Set<String> initialised = initialised(graph);
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
