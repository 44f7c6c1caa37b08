package io.vestibule.zoo.students;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.InvalidProtocolBufferException;
import io.vestibule.common.Sha256;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.ZooException;
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
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A student's ONNX file: its metadata and the shapes of its graph. The network is not run here.
 *
 * @param id         SHA-256 of the file, in hex
 * @param metadata   keys and values of the file's metadata
 * @param input      name of the only input tensor, {@code [batch, 3, side, side]}
 * @param side       height and width of that input, in pixels
 * @param output     name of the only output tensor, {@code [batch, dimension]}
 * @param dimension  dimension of an embedding
 * @param parameters number of weights
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

    /** Metadata key: name of the teacher model. */
    public static final String TEACHER = "vestibule.teacher";

    /** Metadata key: SHA-256 of the teacher's file, or the SHA-256 of this checksum in hex, as datasets store it. */
    public static final String TEACHER_ID = "vestibule.teacher-id";

    /** Metadata key: name of the model whose embedding space the student shares. */
    public static final String SPACE = "vestibule.space";

    /** Metadata key: content hashes of the datasets, separated by blanks. */
    public static final String DATASET = "vestibule.dataset";

    /** Metadata key: the recipe, as text. */
    public static final String RECIPE = "vestibule.recipe";

    /** Metadata key: share of the identities held out from training, 0 to 1. */
    public static final String VALIDATION = "vestibule.validation";

    /** Metadata key: the initial weights. */
    public static final String START = "vestibule.start";

    /** About a hundred times the size of a student. */
    private static final long MAXIMUM_BYTES = 512L << 20;

    private static final int CHANNELS = 3;

    public StudentFile {
        metadata = Map.copyOf(metadata);
    }

    /** @throws ZooException if the file cannot be read or is not an embedder of aligned faces */
    public static StudentFile read(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new ZooException("there is no student file " + file);
            }
            if (Files.size(file) > MAXIMUM_BYTES) {
                throw invalid(file, "it is larger than " + MAXIMUM_BYTES + " bytes");
            }
            return of(file, Files.readAllBytes(file));
        } catch (ArithmeticException e) {
            throw new ZooException(file + " is not a student: one of its tensors is too large", e);
        } catch (IOException e) {
            throw new ZooException("cannot read the student " + file + ": " + e, e);
        }
    }

    private static StudentFile of(Path file, byte[] bytes) {
        ModelProto model = parse(file, bytes);
        GraphProto graph = model.getGraph();
        Map<String, String> metadata = new LinkedHashMap<>();
        model.getMetadataPropsList().forEach(property -> metadata.put(property.getKey(), property.getValue()));
        ValueInfoProto input = single(file, "input", inputs(graph));
        ValueInfoProto output = single(file, "output", graph.getOutputList());
        List<Integer> in = shape(input);
        List<Integer> out = shape(output);
        require(
                in.size() == 4
                        && in.get(1) == CHANNELS
                        && in.get(2) > 0
                        && in.get(2).equals(in.get(3)),
                file,
                "its input must be [batch, 3, side, side], but is " + in);
        require(out.size() == 2 && out.get(1) > 0, file, "its output must be [batch, dimension], but is " + out);
        require(
                isSymbolic(input) && isSymbolic(output),
                file,
                "the batch of its input and output must be symbolic, so that it takes several faces at once");
        return new StudentFile(
                file,
                Sha256.hex(bytes),
                metadata,
                input.getName(),
                in.get(2),
                output.getName(),
                out.get(1),
                parameters(graph));
    }

    private static ModelProto parse(Path file, byte[] bytes) {
        try {
            ModelProto model = ModelProto.parseFrom(bytes);
            require(model.getGraph().getNodeCount() > 0, file, "it has no graph");
            return model;
        } catch (InvalidProtocolBufferException e) {
            throw new ZooException(file + " is not a student: it is not an ONNX file", e);
        }
    }

    private static long parameters(GraphProto graph) {
        return graph.getInitializerList().stream()
                .filter(tensor -> tensor.getDataType() == TensorProto.DataType.FLOAT.getNumber())
                .mapToLong(tensor -> tensor.getDimsList().stream().reduce(1L, Math::multiplyExact))
                .sum();
    }

    private static List<ValueInfoProto> inputs(GraphProto graph) {
        Set<String> weights =
                graph.getInitializerList().stream().map(TensorProto::getName).collect(Collectors.toSet());
        return graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
    }

    private static ValueInfoProto single(Path file, String kind, List<ValueInfoProto> tensors) {
        require(tensors.size() == 1, file, "it must have one " + kind + ", but has " + tensors.size());
        return tensors.get(0);
    }

    private static Stream<Dimension> dimensions(ValueInfoProto tensor) {
        return tensor.getType().getTensorType().getShape().getDimList().stream();
    }

    /** The shape, with 0 for symbolic dimensions. */
    private static List<Integer> shape(ValueInfoProto tensor) {
        return dimensions(tensor)
                .map(dimension -> Math.toIntExact(dimension.getDimValue()))
                .toList();
    }

    private static boolean isSymbolic(ValueInfoProto tensor) {
        return dimensions(tensor).findFirst().filter(Dimension::hasDimParam).isPresent();
    }

    /** A value of the metadata, if it is present and not blank. */
    public Optional<String> metadata(String key) {
        return Optional.ofNullable(metadata.get(key)).filter(value -> !value.isBlank());
    }

    /**
     * A model that can be loaded for evaluation. It has no operating points and therefore matches no face. It takes the same
     * crops as its teacher.
     *
     * @param name  name of the candidate
     * @param trunk model whose pixel format, colours and alignment it takes
     * @param space name of the model whose embedding space it shares, if any
     * @throws ZooException if its input has another size than the trunk's
     */
    public PreparedModel candidate(String name, PreparedModel trunk, Optional<String> space) {
        Input expected = trunk.card().input();
        require(
                side == expected.height() && side == expected.width(),
                path,
                "it takes faces of " + side + " pixels, but " + trunk.name() + ", whose crops it must take, has "
                        + expected.height());
        ModelCard card = new ModelCard(
                Role.EMBEDDER,
                "A student that the gate has not evaluated.",
                new Input(input, CHANNELS, side, side, expected.colours(), expected.mean(), expected.scale()),
                List.of(new Output(output, List.of(dimension), "embedding, not of unit length; compare by cosine")),
                trunk.card().alignment(),
                trunk.card().licences(),
                List.of(),
                space,
                Optional.empty());
        return new PreparedModel(name, path, id, card);
    }

    private static void require(boolean condition, Path file, String reason) {
        if (!condition) {
            throw invalid(file, reason);
        }
    }

    private static ZooException invalid(Path file, String reason) {
        return new ZooException(file + " is not a student: " + reason);
    }
}
