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

/** Builds an ONNX graph. Tensors are named by a counter, so the same calls always give the same graph. */
public final class OnnxGraph {

    private final GraphProto.Builder graph;

    /** @param name name of the graph */
    public OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** Declares an input. The shape is without the batch. */
    public void input(String name, List<Integer> shape) {
        graph.addInput(FloatTensors.declare(name, shape));
    }

    /** Declares an output. The shape is without the batch. */
    public void output(String name, List<Integer> shape) {
        graph.addOutput(FloatTensors.declare(name, shape));
    }

    /** Stores numbers in the graph and returns the name of their tensor. */
    public String constant(String name, List<Integer> shape, float[] values) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(raw));
        shape.forEach(tensor::addDims);
        graph.addInitializer(tensor);
        return name;
    }

    /** Starts a node. It belongs to the graph after {@link Node#add}. */
    public Node node(String operator, List<String> inputs) {
        return new Node(NodeProto.newBuilder().setOpType(operator).addAllInput(inputs));
    }

    /** The graph with all nodes that were added. */
    public GraphProto build() {
        return graph.build();
    }

    /** A node that receives its attributes before it is added to the graph. */
    public final class Node {

        private final NodeProto.Builder node;

        private Node(NodeProto.Builder node) {
            this.node = node;
        }

        /** Sets an attribute that is one integer. */
        public Node withNumber(String attribute, long value) {
            node.addAttribute(AttributeProto.newBuilder()
                    .setName(attribute)
                    .setType(AttributeType.INT)
                    .setI(value));
            return this;
        }

        /** Sets an attribute that is a list of integers. */
        public Node with(String attribute, long... values) {
            AttributeProto.Builder list =
                    AttributeProto.newBuilder().setName(attribute).setType(AttributeType.INTS);
            for (long value : values) {
                list.addInts(value);
            }
            node.addAttribute(list);
            return this;
        }

        /** Adds the node and returns the name of its output tensor. */
        public String add() {
            return add(node.getOpType() + graph.getNodeCount());
        }

        /** Adds the node and gives its output tensor this name. */
        public String add(String output) {
            graph.addNode(node.addOutput(output));
            return output;
        }
    }
}
