package io.vestibule.zoo;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** An ONNX graph in the making. Tensors get their names by counting, so the same calls always give the same graph. */
final class OnnxGraph {
    private final GraphProto.Builder graph;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** @param shape without the batch */
    void input(String name, List<Integer> shape) {
        graph.addInput(Tensors.floats(name, shape));
    }

    /** @param shape without the batch */
    void output(String name, List<Integer> shape) {
        graph.addOutput(Tensors.floats(name, shape));
    }

    /** Stores numbers in the graph and returns their tensor. */
    String constant(String name, List<Integer> shape, float[] values) {
        var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        var tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        shape.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    Node node(String operator, List<String> inputs) {
        return new Node(NodeProto.newBuilder().setOpType(operator).addAllInput(inputs));
    }

    GraphProto build() {
        return graph.build();
    }

    /** A node that joins the graph once it has its attributes. */
    final class Node {
        private final NodeProto.Builder node;

        private Node(NodeProto.Builder node) {
            this.node = node;
        }

        Node with(String attribute, long... values) {
            var list = AttributeProto.newBuilder().setName(attribute).setType(AttributeType.INTS);
            for (long value : values) {
                list.addInts(value);
            }
            node.addAttribute(list);
            return this;
        }

        /** Adds the node and returns the name of the tensor it makes. */
        String add() {
            return add(node.getOpType() + graph.getNodeCount());
        }

        String add(String output) {
            graph.addNode(node.addOutput(output));
            return output;
        }
    }
}
