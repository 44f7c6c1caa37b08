package io.vestibule.testing;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import io.vestibule.zoo.PreparedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Student files made from the teacher's graph, valid or damaged in one way. */
public final class StudentFiles {
    private StudentFiles() {}

    /** The metadata that the trainer writes. */
    public static Map<String, String> metadata(PreparedModel teacher) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("vestibule.teacher", teacher.name());
        metadata.put("vestibule.teacher-id", teacher.id());
        metadata.put("vestibule.space", teacher.name());
        metadata.put("vestibule.dataset", "0".repeat(64));
        metadata.put("vestibule.recipe", "student: {width: 1.0}");
        metadata.put("vestibule.validation", "1.0");
        metadata.put("vestibule.start", teacher.contract() + " keep 1.0");
        return metadata;
    }

    /** A valid student: the graph of the teacher. */
    public static Path valid(PreparedModel teacher, Path file) throws IOException {
        return write(graph(teacher), metadata(teacher), file);
    }

    public static Path withMetadata(PreparedModel teacher, Map<String, String> metadata, Path file) throws IOException {
        return write(graph(teacher), metadata, file);
    }

    /** A student with noise added to the weights of each convolution, as large as their standard deviation. */
    public static Path noisy(PreparedModel teacher, Path file) throws IOException {
        ModelProto.Builder model = graph(teacher);
        Random random = new Random(1);
        for (TensorProto.Builder tensor : model.getGraphBuilder().getInitializerBuilderList()) {
            if (tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber() && tensor.getDimsCount() == 4) {
                addNoise(tensor, random);
            }
        }
        return write(model, metadata(teacher), file);
    }

    /** A student without its first operation, so that the input of the second one is missing. */
    public static Path incomplete(PreparedModel teacher, Path file) throws IOException {
        ModelProto.Builder model = graph(teacher);
        model.getGraphBuilder().removeNode(0);
        return write(model, metadata(teacher), file);
    }

    /** A student whose embedding has more dimensions than an int can hold. */
    public static Path oversized(PreparedModel teacher, Path file) throws IOException {
        ModelProto.Builder model = graph(teacher);
        model.getGraphBuilder()
                .getOutputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(1)
                .setDimValue(1L << 40);
        return write(model, metadata(teacher), file);
    }

    private static void addNoise(TensorProto.Builder tensor, Random random) {
        FloatBuffer weights = ByteBuffer.wrap(tensor.getRawData().toByteArray())
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer();
        double squares = 0;
        for (int i = 0; i < weights.limit(); i++) {
            squares += weights.get(i) * weights.get(i);
        }
        double spread = Math.sqrt(squares / weights.limit());
        ByteBuffer noisy = ByteBuffer.allocate(weights.limit() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < weights.limit(); i++) {
            noisy.putFloat((float) (weights.get(i) + spread * random.nextGaussian()));
        }
        tensor.setRawData(ByteString.copyFrom(noisy.flip()));
    }

    private static ModelProto.Builder graph(PreparedModel teacher) throws IOException {
        return ModelProto.parseFrom(Files.readAllBytes(teacher.file())).toBuilder();
    }

    private static Path write(ModelProto.Builder model, Map<String, String> metadata, Path file) throws IOException {
        model.clearMetadataProps();
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        Files.createDirectories(file.getParent());
        return Files.write(file, model.build().toByteArray());
    }
}
