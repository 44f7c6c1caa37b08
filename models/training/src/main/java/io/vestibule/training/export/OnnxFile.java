package io.vestibule.training.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.vestibule.training.network.Activation;
import io.vestibule.training.network.Architecture;
import io.vestibule.training.network.Layer;
import io.vestibule.training.network.Normalisation;
import io.vestibule.training.network.Tensor;
import io.vestibule.training.network.Weights;
import io.vestibule.zoo.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a student as an ONNX file: one input, {@code input} [batch, 3, 112, 112], and one output, {@code output} [batch,
 * embedding], as its teacher has them. Batch normalisation becomes part of the convolutions. The same student and metadata
 * give the same bytes.
 */
public final class OnnxFile {

    public static final String INPUT = "input";
    public static final String OUTPUT = "output";

    /** The oldest that has all that is used; whatever runs the teacher's 9 runs this. */
    private static final int OPSET = 9;

    private static final int IR_VERSION = 6;

    private final Weights weights;
    private final OnnxGraph graph = new OnnxGraph("student");

    private OnnxFile(Weights weights) {
        this.weights = weights;
    }

    /**
     * @param metadata written into the file, sorted by key
     * @throws IOException if the file cannot be written
     */
    public static void write(Weights weights, Map<String, String> metadata, Path file) throws IOException {
        Path fresh = file.resolveSibling(file.getFileName() + ".part");
        Files.write(fresh, bytes(weights, metadata));
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    static byte[] bytes(Weights weights, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .setProducerName("vestibule");
        new OnnxFile(Normalisation.folded(weights)).fill(model);
        new TreeMap<>(metadata)
                .forEach((key, value) -> model.addMetadataProps(
                        StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model.build().toByteArray();
    }

    private void fill(ModelProto.Builder model) {
        Architecture architecture = weights.architecture();
        graph.input(INPUT, List.of(3, Architecture.SIDE, Architecture.SIDE));
        String map = chain(architecture.stemLayers(), INPUT);
        for (int i = 0; i < architecture.blocks().size(); i++) {
            String out = chain(architecture.blockLayers(i), map);
            map = architecture.blocks().get(i).residual()
                    ? graph.node("Add", List.of(map, out)).add()
                    : out;
        }
        map = chain(architecture.headLayers(), map);
        graph.node("Flatten", List.of(map)).withNumber("axis", 1).add(OUTPUT);
        graph.output(OUTPUT, List.of(architecture.embedding()));
        model.setGraph(graph.build());
    }

    private String chain(List<Layer> layers, String map) {
        String out = map;
        for (Layer layer : layers) {
            out = layer(layer, out);
        }
        return out;
    }

    private String layer(Layer layer, String map) {
        String weight = constant(layer.weight());
        String out = graph.node("Conv", List.of(map, weight, constant(layer.bias())))
                .withNumber("group", layer.groups())
                .with("dilations", 1, 1)
                .with("kernel_shape", layer.kernel(), layer.kernel())
                .with("pads", layer.padding(), layer.padding(), layer.padding(), layer.padding())
                .with("strides", layer.stride(), layer.stride())
                .add();
        if (!layer.activated()) {
            return out;
        }
        return weights.architecture().activation() == Activation.PRELU
                ? graph.node("PRelu", List.of(out, slope(layer))).add()
                : graph.node("Relu", List.of(out)).add();
    }

    private String constant(String name) {
        Tensor tensor = weights.get(name);
        List<Integer> shape =
                Arrays.stream(tensor.shape()).mapToObj(Math::toIntExact).toList();
        return graph.constant(name, shape, tensor.values());
    }

    /** One number a channel, shaped to be spread over height and width. */
    private String slope(Layer layer) {
        return graph.constant(
                layer.slope(),
                List.of(layer.out(), 1, 1),
                weights.get(layer.slope()).values());
    }
}
