package io.vestibule.zoo;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import io.vestibule.common.Sha256;
import io.vestibule.zoo.fetch.ArchiveFolder;
import io.vestibule.zoo.fetch.PackageArchive;
import io.vestibule.zoo.manifest.Licences;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.Manifest.Photograph;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.manifest.ModelCard.Colours;
import io.vestibule.zoo.manifest.ModelCard.Input;
import io.vestibule.zoo.manifest.ModelCard.Output;
import io.vestibule.zoo.manifest.ModelCard.Role;
import io.vestibule.zoo.manifest.NpmPackage;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import io.vestibule.zoo.prepare.FloatTensors;
import io.vestibule.zoo.prepare.GraphCut;
import io.vestibule.zoo.prepare.ModelRecipe;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A tiny zoo for tests: one package with one graph of four nodes and one "photograph". */
public final class ZooFixtures {

    public static final byte[] PHOTOGRAPH = "not really a photograph".getBytes(StandardCharsets.UTF_8);

    /** A tensor at which the tiny graph can be cut. */
    public static final GraphCut CUT = new GraphCut("1", "features", List.of(4));

    private ZooFixtures() {}

    /** A zoo with this manifest and the students of its cache, without those of the release. */
    public static Zoo openZoo(Path cache, Manifest manifest) {
        return Zoo.open(cache, manifest, List.of());
    }

    /** {@code image -> Relu -> 1 -> Mul by two -> 2 -> Reshape to [1, -1] -> 3 -> Add 2 -> scores}, for a batch of 1. */
    public static GraphProto aGraph() {
        return GraphProto.newBuilder()
                .setName("tiny")
                .addInput(singleImage("image"))
                .addOutput(singleImage("scores"))
                .addNode(aNode("Relu", "1", "image"))
                .addNode(aNode("Mul", "2", "1", "two"))
                .addNode(aNode("Reshape", "3", "2", "shape"))
                .addNode(aNode("Add", "scores", "3", "2"))
                .addInitializer(anInitializer("two", TensorProto.DataType.FLOAT, List.of(1), floats(2)))
                .addInitializer(anInitializer("shape", TensorProto.DataType.INT64, List.of(2), longs(1, -1)))
                .build();
    }

    public static NodeProto aNode(String operator, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(operator)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    public static TensorProto anInitializer(
            String name, TensorProto.DataType type, List<Integer> shape, ByteBuffer littleEndian) {
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(type.getNumber())
                .setRawData(ByteString.copyFrom(littleEndian));
        shape.forEach(tensor::addDims);
        return tensor.build();
    }

    public static ByteBuffer floats(float... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return buffer;
    }

    public static ByteBuffer longs(long... values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asLongBuffer().put(values);
        return buffer;
    }

    /** A tensor of shape [1, 4], as an exporter declares it. */
    private static ValueInfoProto singleImage(String name) {
        ValueInfoProto.Builder value = FloatTensors.declare(name, List.of(4)).toBuilder();
        value.getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(1);
        return value.build();
    }

    public static byte[] anOnnxFile() {
        return ModelProto.newBuilder()
                .setIrVersion(6)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(9))
                .setGraph(aGraph())
                .build()
                .toByteArray();
    }

    /** A folder with the archive of the tiny package. */
    public static ArchiveFolder aFolderOfArchives(Path folder) throws IOException {
        return aFolderOfArchives(folder, anOnnxFile());
    }

    public static ArchiveFolder aFolderOfArchives(Path folder, byte[] onnxFile) throws IOException {
        Map<String, byte[]> content = new LinkedHashMap<>();
        content.put("package/README.md", "not in the manifest".getBytes(StandardCharsets.UTF_8));
        content.put("package/tiny.onnx", onnxFile);
        content.put("package/photo.jpg", PHOTOGRAPH);
        write(folder.resolve("acme-tiny-1.0.0.tgz"), content);
        return new ArchiveFolder(folder);
    }

    private static void write(Path archive, Map<String, byte[]> content) throws IOException {
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new GzipCompressorOutputStream(Files.newOutputStream(archive)))) {
            for (Map.Entry<String, byte[]> file : content.entrySet()) {
                TarArchiveEntry entry = new TarArchiveEntry(file.getKey());
                entry.setSize(file.getValue().length);
                tar.putArchiveEntry(entry);
                tar.write(file.getValue());
                tar.closeArchiveEntry();
            }
        }
    }

    /** The manifest that pins the archive in a folder, its files, and the models prepared from them. */
    public static Manifest aManifest(ArchiveFolder packages) throws IOException {
        List<PackageFile> files = List.of(
                new PackageFile("tiny.onnx", "package/tiny.onnx", Sha256.hex(anOnnxFile())),
                new PackageFile("photo.jpg", "package/photo.jpg", Sha256.hex(PHOTOGRAPH)));
        String integrity = PackageArchive.integrity(packages.folder().resolve("acme-tiny-1.0.0.tgz"));
        Manifest unpinned = new Manifest(
                List.of(new NpmPackage("@acme/tiny", "1.0.0", integrity, "MIT", files)),
                List.of(
                        aModel("tiny", new ModelRecipe.Whole("tiny.onnx")),
                        aModel("tiny-stem", new ModelRecipe.Stem("tiny.onnx", CUT)),
                        aModel("tiny-tail", new ModelRecipe.Tail("tiny.onnx", CUT))),
                List.of(),
                List.of(new Photograph("photo", "photo.jpg", 0, "CC0-1.0")));
        return pinned(unpinned);
    }

    private static Manifest pinned(Manifest unpinned) {
        Zoo zoo = new Zoo(Path.of("unused"), unpinned);
        List<ModelEntry> models = unpinned.models().stream()
                .map(model -> new ModelEntry(
                        model.name(),
                        Sha256.hex(zoo.prepareModel(model, List.of(anOnnxFile()))),
                        model.recipe(),
                        model.card()))
                .toList();
        return new Manifest(unpinned.packages(), models, unpinned.ensembles(), unpinned.photographs());
    }

    public static ModelEntry aModel(String name, ModelRecipe recipe) {
        return new ModelEntry(name, "0".repeat(64), recipe, aCard(aLicence(Use.ANY), aLicence(Use.ANY)));
    }

    public static ModelCard aCard(Licence weights, Licence data) {
        return new ModelCard(
                Role.EMBEDDER,
                "A model for tests.",
                new Input("image", 1, 2, 2, Colours.GREY, List.of(0f), 1),
                List.of(new Output("scores", List.of(4), "nothing")),
                "frame",
                new Licences(aLicence(Use.ANY), weights, data),
                List.of());
    }

    public static Licence aLicence(Use use) {
        return new Licence(use.name(), use, "for tests");
    }
}
