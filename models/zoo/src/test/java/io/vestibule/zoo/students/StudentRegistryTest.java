package io.vestibule.zoo.students;

import static io.vestibule.zoo.ZooFixtures.aFolderOfArchives;
import static io.vestibule.zoo.ZooFixtures.aManifest;
import static io.vestibule.zoo.ZooFixtures.openZoo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.vestibule.zoo.FileCheck;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.ZooFixtures;
import io.vestibule.zoo.fetch.ArchiveFolder;
import io.vestibule.zoo.manifest.Licences.Licence;
import io.vestibule.zoo.manifest.Licences.Part;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.Manifest;
import io.vestibule.zoo.manifest.ModelCard;
import io.vestibule.zoo.manifest.ModelCard.Output;
import io.vestibule.zoo.manifest.OperatingPoint;
import io.vestibule.zoo.manifest.Provenance;
import io.vestibule.zoo.manifest.Provenance.Figure;
import io.vestibule.zoo.manifest.Provenance.Link;
import io.vestibule.zoo.prepare.FloatTensors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudentRegistryTest {

    @TempDir
    private Path cache;

    @TempDir
    private Path elsewhere;

    private ArchiveFolder packages;
    private Manifest manifest;

    @BeforeEach
    void prepareTheTeacher() throws IOException {
        packages = aFolderOfArchives(elsewhere);
        manifest = aManifest(packages);
        openZoo(cache, manifest).prepare(packages, line -> {});
    }

    @Test
    void shouldListAStudentWithTheOtherModelsWhenItWasAdded() throws IOException {
        // Given
        StudentFile file = aStudent("student.onnx");

        // When
        add("half", file, aCard());

        // Then
        Zoo zoo = openZoo(cache, manifest);
        PreparedModel half = zoo.prepared().model("half");
        assertThat(half.file()).isEqualTo(cache.resolve("students/half.onnx")).hasSameBinaryContentAs(file.path());
        assertThat(half.contract()).isEqualTo("half@" + file.id().substring(0, 12));
        assertThat(half.card()).isEqualTo(aCard());
        assertThat(zoo.verify()).hasSize(6).allMatch(check -> check.state() == FileCheck.State.OK);
        assertThat(zoo.manifest().origins("half")).isEmpty();
    }

    @Test
    void shouldRefuseAStudentByNameWhenItsFileWasChanged() throws IOException {
        // Given
        add("half", aStudent("student.onnx"), aCard());
        Path file = cache.resolve("students/half.onnx");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);

        // When
        Zoo zoo = openZoo(cache, manifest);

        // Then
        assertThatThrownBy(zoo::prepared)
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("half is refused")
                .hasMessageContaining(file.toString());
    }

    @Test
    void shouldRefuseToPrepareWhenTheFileOfAnAddedStudentIsMissing() throws IOException {
        // Given
        add("half", aStudent("student.onnx"), aCard());
        Files.delete(cache.resolve("students/half.onnx"));

        // When
        Zoo zoo = openZoo(cache, manifest);

        // Then
        assertThatThrownBy(() -> zoo.prepare(packages, line -> {}))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("half is missing");
    }

    @Test
    void shouldRefuseAnEntryWhenItIsInvalid() throws IOException {
        // Given
        add("half", aStudent("student.onnx"), aCard());
        Path entry = cache.resolve("students/half.json");
        String text = Files.readString(entry);

        // Then
        assertRefused(
                entry, text.replace("\"name\" : \"half\"", "\"name\" : \"third\""), "name the file after the student");
        assertRefused(entry, text.replace("half.onnx", "../half.onnx"), "must have the recipe");
        assertRefused(entry, text.replace("\"sha256\"", "\"sha\""), "half.json: ");
        assertRefused(entry, text.replace("\"dimension\"", "\"size\"").substring(0, text.length() / 2), "half.json: ");
        assertRefused(entry, text.replace("\"space\" : \"tiny\"", "\"space\" : \"tinny\""), "no embedder 'tinny'");
        assertRefused(
                entry, text.replace(manifest.model("tiny").sha256(), "0".repeat(64)), "its teacher was another tiny");
        assertRefused(entry, text.replace("1.0E-4", "0.5"), "it has no threshold");
    }

    private void assertRefused(Path entry, String text, String reason) throws IOException {
        Files.writeString(entry, text);
        assertThatThrownBy(() -> openZoo(cache, manifest))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContainingAny("\n");
    }

    @Test
    void shouldRefuseANameWhenItIsInUse() throws IOException {
        // Given
        StudentFile file = aStudent("student.onnx");
        add("half", file, aCard());

        // Then
        assertThatThrownBy(() -> add("half", file, aCard())).hasMessageStartingWith("there is already a student half");
        Zoo zoo = openZoo(cache, manifest);
        assertThatThrownBy(() -> zoo.requireFree("half")).hasMessageContaining("already has a model of that name");
        assertThatThrownBy(() -> zoo.requireFree("tiny")).hasMessageContaining("already has a model of that name");
        assertThatThrownBy(() -> zoo.requireFree("../up")).hasMessageContaining("small letters");
    }

    @Test
    void shouldUseTheStrictestLicenceOfTheChain() {
        // Given
        Provenance free = aProvenance(Use.ANY, Use.ANY);
        Provenance research = aProvenance(Use.ANY, Use.NON_COMMERCIAL);
        Provenance unknown = aProvenance(Use.UNKNOWN, Use.NON_COMMERCIAL);

        // Then
        Licence code = ZooFixtures.aLicence(Use.ANY);
        assertThat(free.licences(code).weights().use()).isEqualTo(Use.ANY);
        assertThat(research.licences(code).data().use()).isEqualTo(Use.NON_COMMERCIAL);
        assertThat(unknown.licences(code).weights().use()).isEqualTo(Use.UNKNOWN);
        assertThat(unknown.licences(code).weights().note()).startsWith("as of teacher tiny: ");
    }

    @Test
    void shouldReadMetadataAndShapesFromTheFile() throws IOException {
        // When
        StudentFile file = aStudent("student.onnx");

        // Then
        assertThat(file.metadata(StudentFile.TEACHER)).contains("tiny");
        assertThat(file.metadata(StudentFile.RECIPE)).isEmpty();
        assertThat(file.input()).isEqualTo("image");
        assertThat(file.side()).isEqualTo(112);
        assertThat(file.output()).isEqualTo("embedding");
        assertThat(file.dimension()).isEqualTo(512);
    }

    @Test
    void shouldRefuseAFileWhenItIsNotAStudent() throws IOException {
        assertNotAStudent(elsewhere.resolve("nothing.onnx"), "there is no student file");
        assertNotAStudent(Files.write(elsewhere.resolve("empty.onnx"), new byte[0]), "it has no graph");
        assertNotAStudent(
                Files.write(elsewhere.resolve("text.onnx"), "none".getBytes(StandardCharsets.UTF_8)),
                "it is not an ONNX file");
        assertNotAStudent(
                Files.write(elsewhere.resolve("tiny.onnx"), ZooFixtures.anOnnxFile()), "its input must be [batch, 3,");
    }

    private static void assertNotAStudent(Path file, String reason) {
        assertThatThrownBy(() -> StudentFile.read(file))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining(reason);
    }

    /** Adds a student as the gate does. */
    private void add(String name, StudentFile file, ModelCard card) {
        new StudentFolder(cache.resolve("students")).add(name, file, card, manifest);
    }

    private StudentFile aStudent(String name) throws IOException {
        GraphProto graph = GraphProto.newBuilder()
                .setName("student")
                .addInput(FloatTensors.declare("image", List.of(3, 112, 112)))
                .addOutput(FloatTensors.declare("embedding", List.of(512)))
                .addNode(NodeProto.newBuilder()
                        .setOpType("Flatten")
                        .addInput("image")
                        .addOutput("embedding"))
                .build();
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(6)
                .setGraph(graph)
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(StudentFile.TEACHER)
                        .setValue("tiny"))
                .addMetadataProps(StringStringEntryProto.newBuilder()
                        .setKey(StudentFile.RECIPE)
                        .setValue(" "))
                .build();
        return StudentFile.read(Files.write(elsewhere.resolve(name), model.toByteArray()));
    }

    /** A card in the tiny model's space, whose embeddings have four numbers. */
    private ModelCard aCard() {
        ModelCard card = manifest.model("tiny").card();
        return new ModelCard(
                card.role(),
                "A student for tests.",
                card.input(),
                List.of(new Output("embedding", List.of(4), "nothing")),
                card.alignment(),
                aProvenance(Use.ANY, Use.ANY).licences(ZooFixtures.aLicence(Use.ANY)),
                List.of(new OperatingPoint(1e-4, 0.5f, 0.1, "nothing")),
                Optional.of("tiny"),
                Optional.of(aProvenance(Use.ANY, Use.ANY)));
    }

    private Provenance aProvenance(Use weights, Use data) {
        String teacher = manifest.model("tiny").sha256();
        return new Provenance(
                "tiny",
                teacher,
                "scratch",
                "student: {}",
                List.of("1".repeat(64)),
                "no photographs",
                List.of("vestibule gate"),
                List.of(
                        new Link("teacher tiny", teacher, Part.WEIGHTS, ZooFixtures.aLicence(weights)),
                        new Link("photographs", "1".repeat(64), Part.DATA, ZooFixtures.aLicence(data))),
                List.of(new Figure("accuracy", 1)),
                List.of());
    }
}
