package io.vestibule.zoo.prepare;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vestibule.zoo.ZooException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Changes a graph that was exported for one image, so that it takes a batch of any size.
 *
 * <p>The first dimension of each input and output becomes the symbol {@code batch}. A {@code Reshape} whose constant shape starts
 * with the exporter's 1 gets a 0 instead, which means "as in the input" in ONNX. Shapes of intermediate tensors are removed; the
 * runtime infers them again.
 */
final class SymbolicBatch {

    static final String SYMBOL = "batch";

    private SymbolicBatch() {}

    static GraphProto of(GraphProto graph) {
        Set<String> initialised =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        Set<String> shapes = constantShapes(graph, initialised);
        GraphProto.Builder result = graph.toBuilder().clearValueInfo();
        result.getInputBuilderList().stream()
                // Old exporters list the weights among the inputs. Weights have no batch.
                .filter(input -> !initialised.contains(input.getName()))
                .forEach(SymbolicBatch::setSymbol);
        result.getOutputBuilderList().forEach(SymbolicBatch::setSymbol);
        result.getInitializerBuilderList().stream()
                .filter(tensor -> shapes.contains(tensor.getName()))
                .forEach(SymbolicBatch::copyFirstDimension);
        return result.build();
    }

    private static Set<String> constantShapes(GraphProto graph, Set<String> initialised) {
        return graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals("Reshape"))
                .map(node -> node.getInput(1))
                .filter(initialised::contains)
                .collect(Collectors.toSet());
    }

    private static void setSymbol(ValueInfoProto.Builder value) {
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimParam(SYMBOL);
    }

    private static void copyFirstDimension(TensorProto.Builder shape) {
        if (shape.getDataType() != DataType.INT64.getNumber()
                || shape.getRawData().size() < Long.BYTES) {
            throw new ZooException("the shape " + shape.getName() + " of a Reshape is not stored as raw int64");
        }
        ByteBuffer dimensions =
                ByteBuffer.wrap(shape.getRawData().toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        long first = dimensions.getLong(0);
        if (first > 1) {
            throw new ZooException("the shape " + shape.getName() + " of a Reshape mixes the batch with " + first);
        }
        if (first == 1) {
            dimensions.putLong(0, 0);
            shape.setRawData(ByteString.copyFrom(dimensions.rewind()));
        }
    }
}
