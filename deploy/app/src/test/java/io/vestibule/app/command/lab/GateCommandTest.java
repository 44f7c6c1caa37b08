package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.app.testing.BorrowedCache;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.app.testing.Students;
import io.vestibule.lab.evaluation.verification.PhotographFolder;
import io.vestibule.lab.label.DatasetTeacher;
import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.zoo.FileCheck;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import io.vestibule.zoo.ZooException;
import io.vestibule.zoo.manifest.Licences.Use;
import io.vestibule.zoo.manifest.ModelCard;
import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The gate on the zoo's photographs: 21 people, each in twelve renderings of a photograph. Everybody is taken, since a fifth
 * of 21 people are too few for ten folds.
 */
class GateCommandTest {
    private static final int RENDERINGS = 12;

    @TempDir
    private static Path directory;

    private static Path cache;
    private static PreparedModel teacher;
    private static String teacherInDatasets;

    @BeforeAll
    static void layOut() throws Exception {
        cache = BorrowedCache.in(directory);
        PreparedModels prepared = Zoo.open(cache).prepared();
        teacher = prepared.model("mobilefacenet");
        Path cut = directory.resolve("cut");
        try (Vision vision = Vision.open(prepared)) {
            PhotographFolder.lay(cut, vision, prepared);
            teacherInDatasets = DatasetTeacher.of(
                            NamedTeacher.of("mobilefacenet", prepared, vision).orElseThrow())
                    .id();
        }
        List<Path> people = foldersOf(cut);
        for (Path person : people) {
            Path own = Files.createDirectories(directory.resolve("faces").resolve(person.getFileName()));
            BufferedImage photograph = ImageIO.read(
                    person.resolve(person.getFileName() + "_0001.jpg").toFile());
            for (int number = 0; number < RENDERINGS; number++) {
                ImageIO.write(
                        rendered(photograph, number),
                        "jpg",
                        own.resolve(number + ".jpg").toFile());
            }
        }
        Path first = directory.resolve("faces").resolve(people.get(0).getFileName());
        Files.write(first.resolve("0-torn.jpg"), new byte[1000]);
        Files.copy(first.resolve("3.jpg"), first.resolve("3-again.jpg"));
    }

    private static List<Path> foldersOf(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.sorted().toList();
        }
    }

    /** Turned by up to eight degrees, up to 30 % darker, down to a third of the size. */
    private static BufferedImage rendered(BufferedImage photograph, int number) {
        double scale = 1 - 0.06 * number;
        AffineTransform turned = AffineTransform.getScaleInstance(scale, scale);
        turned.rotate(Math.toRadians((number % 5 - 2) * 4), photograph.getWidth() / 2.0, photograph.getHeight() / 2.0);
        BufferedImage small = new BufferedImage(
                (int) (photograph.getWidth() * scale),
                (int) (photograph.getHeight() * scale),
                BufferedImage.TYPE_3BYTE_BGR);
        small.createGraphics()
                .drawImage(photograph, new AffineTransformOp(turned, AffineTransformOp.TYPE_BILINEAR), 0, 0);
        return new RescaleOp(1 - 0.1f * (number % 4), 0, null).filter(small, null);
    }

    @Test
    void shouldAddAStudentThatPassesSoThatItServesItsTeachersSpace() throws Exception {
        // Given
        Map<String, String> metadata = new LinkedHashMap<>(Students.metadata(teacher));
        metadata.put("vestibule.teacher-id", teacherInDatasets);
        Path student = Students.withMetadata(teacher, metadata, directory.resolve("runs/good.onnx"));

        // When
        CommandRun run = gate(
                student,
                "--all-identities",
                "--add",
                "twin",
                "--data",
                "six photographs",
                "--weakness",
                "none but its teacher's",
                "--html",
                "gate.html",
                "--json");

        // Then
        assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.OK.code());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("verdict").textValue()).isEqualTo("passed");
        assertThat(json.get("reasons")).hasSize(8);
        assertThat(json.get("identities").intValue()).isEqualTo(21);
        assertThat(json.get("unreadable"))
                .hasSize(2)
                .anySatisfy(torn -> assertThat(torn.get("file").textValue()).endsWith("torn.jpg"))
                .anySatisfy(again -> assertThat(again.get("reason").textValue()).startsWith("the same face as "));
        assertThat(json.get("images").intValue()).isEqualTo(21 * RENDERINGS);
        assertContract(json);
        assertThat(json.get("likeness").doubleValue()).isGreaterThan(0.9999);
        assertThat(json.at("/differences/accuracy/value").doubleValue()).isZero();
        assertThat(Files.readString(directory.resolve("gate.html"))).contains("twin@", "The rules", "<svg");

        // And: the zoo has it, with the strictest licence of its chain, and it is compared with its teacher's templates
        assertThat(json.get("added").textValue()).endsWith("twin.json");
        Zoo zoo = Zoo.open(cache);
        ModelCard card = zoo.prepared().model("twin").card();
        assertThat(card.space()).contains("mobilefacenet");
        assertThat(card.licences().weights().use()).isEqualTo(Use.UNKNOWN);
        assertThat(card.licences().weights().note()).contains("teacher mobilefacenet");
        assertThat(card.provenance().orElseThrow().chain())
                .extracting(link -> link.of())
                .containsExactly("teacher mobilefacenet", "teacher mobilefacenet", "photographs");
        assertThat(card.provenance().orElseThrow().figures()).isNotEmpty();
        assertThat(card.operatingPoints()).anyMatch(point -> point.falseMatchRate() == 1e-4);
        assertThat(zoo.manifest().licenceFindings())
                .anyMatch(finding -> finding.model().equals("twin") && finding.refuses());
        try (Vision vision = Vision.open(zoo.prepared())) {
            Embedder twin = vision.embedders().get("twin");
            assertThat(twin.contract().id()).startsWith("twin@");
            assertThat(twin.contract().space()).isEqualTo(teacher.contract());
        }
        assertThat(command("models", "list").out()).contains("twin", "in the space of mobilefacenet");
        assertThat(verification("twin", "mobilefacenet").out()).contains("twin (mobilefacenet@");
        assertThat(verification("twin", "dlib-resnet").err()).contains("different spaces");

        // And: a model of the zoo that is called as the judged one is called is not mistaken for it
        String entry = Files.readString(cache.resolve("students/twin.json"));
        Files.writeString(cache.resolve("students/student.json"), entry.replace("\"twin", "\"student"));
        Files.copy(cache.resolve("students/twin.onnx"), cache.resolve("students/student.onnx"));
        assertFailed(gate(student, "--all-identities", "--per-person", "2"), "the zoo has a model 'student'");
        Files.delete(cache.resolve("students/student.json"));
        Files.delete(cache.resolve("students/student.onnx"));
        assertThat(gate(student, "--add", "student").exitCode()).isEqualTo(ExitCode.USAGE.code());

        // And: nobody takes its name, and a file that was changed is refused by it
        assertThat(gate(student, "--add", "twin").exitCode()).isEqualTo(ExitCode.USAGE.code());
        Path file = cache.resolve("students/twin.onnx");
        byte[] content = Files.readAllBytes(file);
        content[content.length / 2] ^= 1;
        Files.write(file, content);
        assertThatThrownBy(() -> Zoo.open(cache).prepared())
                .isInstanceOf(ZooException.class)
                .hasMessageStartingWith("twin is refused");
        assertThat(zoo.verify())
                .filteredOn(finding -> finding.state() == FileCheck.State.TAMPERED)
                .extracting(FileCheck::name)
                .containsExactly("twin");
        Files.delete(file);
        Files.delete(cache.resolve("students/twin.json"));
    }

    private static void assertContract(JsonNode json) {
        assertThat(json.fieldNames())
                .toIterable()
                .contains("models", "cross", "degraded", "verdict", "reasons", "rules", "settings", "differences");
        assertThat(json.get("models"))
                .hasSize(3)
                .allSatisfy(model -> {
                    assertThat(model.fieldNames())
                            .toIterable()
                            .contains("id", "role", "millis", "accuracy", "fnmrAtFmr");
                    assertThat(model.get("millis").doubleValue()).isPositive();
                    assertThat(model.get("accuracy").doubleValue()).isGreaterThan(0.9);
                    assertThat(model.get("fnmrAtFmr").fieldNames())
                            .toIterable()
                            .containsExactly("1e-2", "1e-3", "1e-4");
                })
                .extracting(model -> model.get("role").textValue())
                .containsExactly("student", "teacher", "incumbent");
        assertThat(json.get("cross"))
                .allSatisfy(cross -> assertThat(cross.fieldNames())
                        .toIterable()
                        .contains("probe", "gallery", "accuracy", "fnmrAtFmr"))
                .extracting(cross -> cross.get("probeRole").textValue() + " in "
                        + cross.get("galleryRole").textValue())
                .containsExactly(
                        "student in teacher", "teacher in student", "student in student", "teacher in teacher");
        assertThat(json.get("degraded"))
                .extracting(degraded -> degraded.get("degradation").textValue())
                .contains("jpeg-20", "jpeg-40", "darkness", "infrared", "blur", "small");
    }

    @Test
    void shouldTurnAwayAStudentWhoseWeightsWereSpoiled() throws Exception {
        // Given
        Path student = Students.spoiled(teacher, directory.resolve("runs/spoiled.onnx"));

        // When
        CommandRun run = gate(student, "--all-identities", "--per-person", "4", "--add", "wreck", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NOT_PASSED.code());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("verdict").textValue()).isEqualTo("failed");
        assertThat(json.get("reasons"))
                .extracting(JsonNode::textValue)
                .anyMatch(reason -> reason.startsWith("accuracy: "))
                .anyMatch(reason -> reason.startsWith("space: mean cosine"))
                .noneMatch(reason -> reason.startsWith("licence chain: "));
        assertThat(json.get("added").isNull()).isTrue();
        assertThat(cache.resolve("students/wreck.json")).doesNotExist();
    }

    @Test
    void shouldTurnAwayAStudentOfWhichNobodyKnowsWhereItComesFrom() throws Exception {
        // Given
        Map<String, String> metadata = new LinkedHashMap<>(Students.metadata(teacher));
        metadata.remove("vestibule.dataset");
        metadata.remove("vestibule.space");
        metadata.put("vestibule.validation", "0.2");
        Path student = Students.withMetadata(teacher, metadata, directory.resolve("runs/foundling.onnx"));

        // When
        CommandRun run = gate(student, "--all-identities", "--per-person", "4");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NOT_PASSED.code());
        assertThat(run.out())
                .contains("BROKEN  licence chain  the file's metadata does not say vestibule.dataset")
                .contains("BROKEN  space")
                .contains("BROKEN  people         it is judged by everybody, and its training held out 0.2")
                .contains("holds   accuracy")
                .contains("rules: gate.accuracy-loss 0.003")
                .contains("verdict: failed");
    }

    @Test
    void shouldCompareOnFacesAsTheyAreAndThenLetNobodyPass() throws Exception {
        // Given
        Path student = Students.good(teacher, directory.resolve("runs/compared.onnx"));

        // When
        CommandRun run = gate(
                student, "--all-identities", "--per-person", "4", "--clean-only", "--json", "--html", "clean.html");
        CommandRun inWords = gate(student, "--all-identities", "--per-person", "4", "--clean-only");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NOT_PASSED.code());
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("models")).hasSize(3);
        assertThat(json.at("/differences/accuracy/value").doubleValue()).isZero();
        assertThat(json.get("degraded")).isEmpty();
        assertThat(json.get("reasons"))
                .extracting(JsonNode::textValue)
                .anyMatch(reason -> reason.startsWith("degraded: cannot be stated"));
        assertThat(Files.readString(directory.resolve("clean.html")))
                .contains("Each against its own templates")
                .doesNotContain("Faces made worse");
        assertThat(inWords.out())
                .contains("against its own templates", "BROKEN  degraded")
                .doesNotContain(System.lineSeparator() + "faces made worse");
        assertThat(gate(student, "--clean-only", "--add", "unseen").exitCode()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheInput() throws Exception {
        // Given
        Path student = Students.good(teacher, directory.resolve("runs/input.onnx"));
        Path text = Files.writeString(directory.resolve("runs/text.onnx"), "not a model");
        Path torn = Students.torn(teacher, directory.resolve("runs/torn.onnx"));
        Path immense = Students.immense(teacher, directory.resolve("runs/immense.onnx"));

        // Then
        assertThat(gate(torn, "--all-identities").err())
                .startsWith("vestibule gate: ")
                .contains("torn.onnx")
                .doesNotContain("unexpected");
        assertFailed(gate(immense), "immense.onnx is no student", "too many numbers");
        assertFailed(gate(text), "text.onnx is no student");
        assertFailed(gate(directory.resolve("runs/nothing.onnx")), "there is no student at ");
        assertFailed(gate(teacher.file()), "does not name its teacher", "--teacher");
        assertFailed(gate(student, "--validation", "0.001"), "held out for validation", "--all-identities");
        assertFailed(gate(student, "--teacher", "facenet"), "no embedder 'facenet', only");
        assertFailed(
                command("gate", "--student", student.toString(), "--against", "mobilefacenet", "--images", "nowhere"),
                "no folder");
        assertThat(gate(student, "--add", "mobilefacenet").exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(gate(student, "--add", "No Name").exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(gate(student, "--validation", "2").exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(gate(student, "--set", "gate.cross-loss=7").exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
    }

    private static void assertFailed(CommandRun run, String... words) {
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).startsWith("vestibule gate: ").contains(words);
        assertThat(run.err().lines()).hasSize(1);
    }

    private static CommandRun verification(String probes, String gallery) {
        return command(
                "evaluate",
                "verification",
                "--images",
                "cut",
                "--all-pairs",
                "--embedder",
                probes,
                "--gallery-embedder",
                gallery);
    }

    /** Both models are one: only the machine's moods tell their speed apart. */
    private static CommandRun gate(Path student, String... flags) {
        List<String> arguments = new ArrayList<>(List.of(
                "gate",
                "--student",
                student.toString(),
                "--against",
                "mobilefacenet",
                "--images",
                "faces",
                "--set",
                "gate.least-speed=0.2"));
        arguments.addAll(List.of(flags));
        return command(arguments.toArray(String[]::new));
    }

    private static CommandRun command(String... arguments) {
        return CommandRun.of(
                new CommandContext(directory, Map.of("VESTIBULE_CACHE", cache.toString()), StopSignal.byHand()),
                arguments);
    }
}
