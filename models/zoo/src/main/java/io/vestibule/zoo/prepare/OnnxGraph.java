package io.vestibule.zoo.prepare;

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
public final class OnnxGraph {
    private final GraphProto.Builder graph;

    /** @param name of the graph */
    public OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** @param shape without the batch */
    public void input(String name, List<Integer> shape) {
        graph.addInput(FloatTensors.floats(name, shape));
    }

    /** @param shape without the batch */
    public void output(String name, List<Integer> shape) {
        graph.addOutput(FloatTensors.floats(name, shape));
    }

    /** Stores numbers in the graph and returns their tensor. */
    public String constant(String name, List<Integer> shape, float[] values) {
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

    /** Begins a node. */
    public Node node(String operator, List<String> inputs) {
        return new Node(NodeProto.newBuilder().setOpType(operator).addAllInput(inputs));
    }

    public GraphProto build() {
        return graph.build();
    }

    /** A node that joins the graph once it has its attributes. */
    public final class Node {
        private final NodeProto.Builder node;

        private Node(NodeProto.Builder node) {
            this.node = node;
        }

        /** An attribute that is one number. */
        public Node withNumber(String attribute, long value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeType.INT)
                    .setI(value));
            return this;
        }

        /** An attribute that is a list of numbers. */
        public Node with(String attribute, long... values) {
            var list = AttributeProto.newBuilder().setName(attribute).setType(AttributeType.INTS);
            for (long value : values) {
                list.addInts(value);
            }
            node.addAttribute(list);
            return this;
        }

        /** Adds the node and returns the name of the tensor it makes. */
        public String add() {
            return add(node.getOpType() + graph.getNodeCount());
        }

        /** Adds the node, whose tensor gets this name. */
        public String add(String output) {
            graph.addNode(node.addOutput(output));
            return output;
        }
    }
}
