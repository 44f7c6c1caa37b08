package io.vestibule.zoo.students;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.files.Checksums;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.manifest.ModelCard.Input;
import io.vestibule.zoo.manifest.ModelCard.Output;
import io.vestibule.zoo.manifest.ModelCard.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A student's ONNX file: what it says of itself in its metadata, and the shapes of its graph. It is not run here.
 *
 * @param id        sha256 of the file, in hex
 * @param metadata  keys and values as they stand in the file
 * @param input     name of the one input tensor, {@code [batch, 3, side, side]}
 * @param side      height and width of that input, in pixels
 * @param output    name of the one output tensor, {@code [batch, dimension]}
 * @param dimension numbers of an embedding
 * @param parameters numbers of its weights
 */
public record StudentFile(
        Path path,
        String id,
        Map<String, String> metadata,
        String input,
        int side,
        String output,
        int dimension,
        long parameters) {

    /** Name of the model that taught it. */
    public static final String TEACHER = "vestibule.teacher";

    /** sha256 of that model's file, or, as datasets name their teachers, of that sha256 in hex. */
    public static final String TEACHER_ID = "vestibule.teacher-id";

    /** Name of the model whose sphere it was trained into. */
    public static final String SPACE = "vestibule.space";

    /** Content hashes of the datasets, separated by blanks. */
    public static final String DATASET = "vestibule.dataset";

    /** The recipe, as text. */
    public static final String RECIPE = "vestibule.recipe";

    /** Share of the identities that it was not trained on, 0 to 1. */
    public static final String VALIDATION = "vestibule.validation";

    /** What its weights were before. */
    public static final String START = "vestibule.start";

    /** A hundred times what a student has. */
    private static final long LARGEST_BYTES = 512L << 20;

    private static final int CHANNELS = 3;

    public StudentFile {
        metadata = Map.copyOf(metadata);
    }

    /** @throws ZooException in one line, if the file cannot be read or is no embedder of aligned faces */
    public static StudentFile read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ZooException("there is no student at " + file);
            }
            if (Files.size(file) > LARGEST_BYTES) {
                throw new ZooException(file + " is larger than " + LARGEST_BYTES + " bytes: it is no student");
            }
            return of(file, Files.readAllBytes(file));
        } catch (ArithmeticException e) {
            throw new ZooException(file + " is no student: a tensor of it has too many numbers", e);
        } catch (IOException e) {
            throw new ZooException("the student " + file + " cannot be read: " + e, e);
        }
    }

    private static StudentFile of(Path file, byte[] bytes) {
        ModelProto model = parsed(file, bytes);
        var graph = model.getGraph();
        var metadata = new LinkedHashMap<String, String>();
        model.getMetadataPropsList().forEach(property -> metadata.put(property.getKey(), property.getValue()));
        var input = only(file, "input", inputs(graph));
        var output = only(file, "output", graph.getOutputList());
        var in = shape(input);
        var out = shape(output);
        require(
                in.size() == 4
                        && in.get(1) == CHANNELS
                        && in.get(2) > 0
                        && in.get(2).equals(in.get(3)),
                file,
                "its input must be [batch, 3, side, side], not " + in);
        require(out.size() == 2 && out.get(1) > 0, file, "its output must be [batch, dimension], not " + out);
        require(
                isSymbolic(input) && isSymbolic(output),
                file,
                "the batch of its input and output must be a symbol, so that faces can go through together");
        return new StudentFile(
                file,
                Checksums.sha256(bytes),
                metadata,
                input.getName(),
                in.get(2),
                output.getName(),
                out.get(1),
                parameters(graph));
    }

    private static ModelProto parsed(Path file, byte[] bytes) {
        try {
            var model = ModelProto.parseFrom(bytes);
            require(model.getGraph().getNodeCount() > 0, file, "it has no graph");
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new ZooException(file + " is no student: it is not an ONNX file", e);
        }
    }

    private static long parameters(GraphProto graph) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
                .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    private static List<ValueInfoProto> inputs(GraphProto graph) {
        var weights =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        return graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
    }

    private static ValueInfoProto only(Path file, String what, List<ValueInfoProto> tensors) {
        require(tensors.size() == 1, file, "it must have one " + what + ", and has " + tensors.size());
        return tensors.get(0);
    }

    private static Stream<Dimension> dimensions(ValueInfoProto tensor) {
        return tensor.getType().getTensorType().getShape().getDimList().stream();
    }

    /** Symbols as 0. */
    private static List<Integer> shape(ValueInfoProto tensor) {
        return dimensions(tensor)
                .map(dimension -> Math.toIntExact(dimension.getDimValue()))
                .toList();
    }

    private static boolean isSymbolic(ValueInfoProto tensor) {
        return dimensions(tensor).findFirst().filter(Dimension::hasDimParam).isPresent();
    }

    /** A value of the metadata, if it is there and not blank. */
    public Optional<String> said(String key) {
        return Optional.ofNullable(metadata.get(key)).filter(value -> !value.isBlank());
    }

    /**
     * The model to be loaded and judged, not yet one of the zoo: no threshold was measured for it, so that it would match
     * nobody. It sees faces as the model does that taught it.
     *
     * @param name  what it is to be called
     * @param trunk whose pixels, colours and alignment it takes
     * @param space whose sphere it shares, if any
     * @throws ZooException if it takes faces of another size
     */
    public PreparedModel candidate(String name, PreparedModel trunk, Optional<String> space) {
        var seen = trunk.card().input();
        require(
                side == seen.height() && side == seen.width(),
                path,
                "it takes faces of " + side + " pixels, and " + trunk.name() + ", as which it must see them, of "
                        + seen.height());
        var card = new ModelCard(
                Role.EMBEDDER,
                "A student, not yet judged.",
                new Input(input, CHANNELS, side, side, seen.colours(), seen.mean(), seen.scale()),
                List.of(new Output(output, List.of(dimension), "embedding, not of unit length; compare by cosine")),
                trunk.card().alignment(),
                trunk.card().licences(),
                List.of(),
                space,
                Optional.empty());
        return new PreparedModel(name, path, id, card);
    }

    private static void require(boolean holds, Path file, String complaint) {
        if (!holds) {
            throw new ZooException(file + " is no student: " + complaint);
        }
    }
}
