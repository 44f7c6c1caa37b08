package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.lab.evaluation.verification.PhotographFolder;
import io.vestibule.lab.label.DatasetTeacher;
import io.vestibule.models.Vision;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.testing.StudentFiles;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate on the zoo's photographs: 21 people with twelve renderings of one photograph each. All people are used,
 * because a fifth of 21 is too few for ten folds.
 */
@Tag("slow")
class GateCommandTest {
    private static final int RENDERINGS = 12;

    @TempDir
    private static Path directory;

    private static Path cache;
    private static PreparedModel teacher;
    private static String teacherInDatasets;

    @BeforeAll
    static void createFolders() throws Exception {
        cache = PreparedZoo.linkedIn(directory);
        PreparedModels prepared = Zoo.open(cache).prepared();
        teacher = prepared.model("mobilefacenet");
        Path cut = directory.resolve("cut");
        try (Vision vision = Vision.open(prepared)) {
            PhotographFolder.create(cut, vision, prepared);
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

    /** Rotates by up to eight degrees, darkens by up to 30 %, and scales down to a third. */
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

    @Nested
    class WhenTheStudentPasses {
        private static Path student;
        private static CommandRun run;
        private static JsonNode json;

        @BeforeAll
        static void addTheStudent() throws Exception {
            Map<String, String> metadata = new LinkedHashMap<>(StudentFiles.metadata(teacher));
            metadata.put("vestibule.teacher-id", teacherInDatasets);
            student = StudentFiles.withMetadata(teacher, metadata, directory.resolve("runs/good.onnx"));
            run = gate(
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
            json = new ObjectMapper().readTree(run.out());
        }

        @AfterAll
        static void removeTheStudent() throws IOException {
            Files.delete(cache.resolve("students/twin.onnx"));
            Files.delete(cache.resolve("students/twin.json"));
        }

        @Test
        void shouldPrintTheDocumentedKeys() {
            // When
            int exitCode = run.exitCode();

            // Then
            assertThat(exitCode).as(run.out() + run.err()).isEqualTo(ExitCode.OK.code());
            assertThat(json.get("verdict").textValue()).isEqualTo("passed");
            assertThat(json.get("reasons")).hasSize(8);
            assertThat(json.get("identities").intValue()).isEqualTo(21);
            assertThat(json.get("images").intValue()).isEqualTo(21 * RENDERINGS);
            assertThat(json.get("likeness").doubleValue()).isGreaterThan(0.9999);
            assertThat(json.at("/differences/accuracy/value").doubleValue()).isZero();
            assertContract(json);
        }

        @Test
        void shouldListThePhotographsThatWereLeftOut() {
            // When
            JsonNode unreadable = json.get("unreadable");

            // Then
            assertThat(unreadable)
                    .hasSize(2)
                    .anySatisfy(torn -> assertThat(torn.get("file").textValue()).endsWith("torn.jpg"))
                    .anySatisfy(
                            again -> assertThat(again.get("reason").textValue()).startsWith("the same face as "));
        }

        @Test
        void shouldWriteThePage() throws IOException {
            // When
            String page = Files.readString(directory.resolve("gate.html"));

            // Then
            assertThat(page).contains("twin@", "Rules", "<svg");
        }

        @Test
        void shouldAddTheStudentWithTheStrictestLicenceOfItsChain() {
            // When
            Zoo zoo = Zoo.open(cache);

            // Then
            ModelCard card = zoo.prepared().model("twin").card();
            assertThat(json.get("added").textValue()).endsWith("twin.json");
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
            assertThat(command("models", "list").out()).contains("twin", "in the embedding space of mobilefacenet");
        }

        @Test
        void shouldServeTheSpaceOfItsTeacher() {
            // When
            try (Vision vision = Vision.open(Zoo.open(cache).prepared())) {
                Embedder twin = vision.embedders().get("twin");

                // Then
                assertThat(twin.contract().id()).startsWith("twin@");
                assertThat(twin.contract().space()).isEqualTo(teacher.contract());
            }
        }

        @Test
        void shouldBeComparableWithItsTeacherInAnEvaluation() {
            // When
            CommandRun evaluation = verification("twin", "mobilefacenet");

            // Then
            assertThat(evaluation.out()).contains("twin (mobilefacenet@");
        }

        @Test
        void shouldNotBeComparableWithAModelOfAnotherSpace() {
            // When
            CommandRun evaluation = verification("twin", "dlib-resnet");

            // Then
            assertThat(evaluation.err()).contains("different embedding spaces");
        }

        @Test
        void shouldRejectAnEvaluationWhenTheZooHasAModelOfTheDefaultName() throws IOException {
            // Given
            String entry = Files.readString(cache.resolve("students/twin.json"));
            Files.writeString(cache.resolve("students/student.json"), entry.replace("\"twin", "\"student"));
            Files.copy(cache.resolve("students/twin.onnx"), cache.resolve("students/student.onnx"));

            // When
            CommandRun evaluation = gate(student, "--all-identities", "--per-person", "2");

            // Then
            Files.delete(cache.resolve("students/student.json"));
            Files.delete(cache.resolve("students/student.onnx"));
            assertFailed(evaluation, "the zoo has a model 'student'");
        }

        @ParameterizedTest
        @ValueSource(strings = {"student", "twin"})
        void shouldRejectTheDefaultNameAndATakenName(String name) {
            // When
            CommandRun rejected = gate(student, "--add", name);

            // Then
            assertThat(rejected.exitCode()).isEqualTo(ExitCode.USAGE.code());
        }

        @Test
        void shouldReportAModifiedFile() throws IOException {
            // Given
            Path file = cache.resolve("students/twin.onnx");
            byte[] original = Files.readAllBytes(file);
            byte[] modified = original.clone();
            modified[modified.length / 2] ^= 1;
            Files.write(file, modified);

            // When
            List<FileCheck> findings = Zoo.open(cache).verify();
            Throwable failure = catchThrowable(() -> Zoo.open(cache).prepared());

            // Then
            Files.write(file, original);
            assertThat(findings)
                    .filteredOn(finding -> finding.state() == FileCheck.State.TAMPERED)
                    .extracting(FileCheck::name)
                    .containsExactly("twin");
            assertThat(failure).isInstanceOf(ZooException.class).hasMessageContaining("twin");
        }
    }

    @Nested
    class WhenTheStudentFails {

        @Test
        void shouldNotAddAStudentWithDamagedWeights() throws Exception {
            // Given
            Path student = StudentFiles.noisy(teacher, directory.resolve("runs/spoiled.onnx"));

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
        void shouldReportEachViolatedRuleOfAStudentWithoutProvenance() throws Exception {
            // Given
            Map<String, String> metadata = new LinkedHashMap<>(StudentFiles.metadata(teacher));
            metadata.remove("vestibule.dataset");
            metadata.remove("vestibule.space");
            metadata.put("vestibule.validation", "0.2");
            Path student = StudentFiles.withMetadata(teacher, metadata, directory.resolve("runs/foundling.onnx"));

            // When
            CommandRun run = gate(student, "--all-identities", "--per-person", "4");

            // Then
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NOT_PASSED.code());
            assertThat(run.out())
                    .contains("VIOLATED  licence chain  metadata missing: vestibule.dataset")
                    .contains("VIOLATED  space")
                    .contains("VIOLATED  people         evaluated on all people; its training held out a share of 0.2")
                    .contains("satisfied accuracy")
                    .contains("rules: gate.accuracy-loss 0.003")
                    .contains("result: failed");
        }
    }

    @Nested
    class WithCleanFacesOnly {

        @Test
        void shouldFailWithoutDegradedFiguresAsJsonAndPage() throws Exception {
            // Given
            Path student = StudentFiles.valid(teacher, directory.resolve("runs/compared.onnx"));

            // When
            CommandRun run = gate(
                    student, "--all-identities", "--per-person", "4", "--clean-only", "--json", "--html", "clean.html");

            // Then
            assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.NOT_PASSED.code());
            JsonNode json = new ObjectMapper().readTree(run.out());
            assertThat(json.get("models")).hasSize(3);
            assertThat(json.at("/differences/accuracy/value").doubleValue()).isZero();
            assertThat(json.get("degraded")).isEmpty();
            assertThat(json.get("reasons"))
                    .extracting(JsonNode::textValue)
                    .anyMatch(reason -> reason.startsWith("degraded: cannot be evaluated"));
            assertThat(Files.readString(directory.resolve("clean.html")))
                    .contains("Each model against its own templates")
                    .doesNotContain("Degraded faces");
        }

        @Test
        void shouldFailWithoutDegradedFiguresAsText() throws Exception {
            // Given
            Path student = StudentFiles.valid(teacher, directory.resolve("runs/compared-text.onnx"));

            // When
            CommandRun run = gate(student, "--all-identities", "--per-person", "4", "--clean-only");

            // Then
            assertThat(run.out())
                    .contains("against its own templates", "VIOLATED  degraded")
                    .doesNotContain(System.lineSeparator() + "degraded faces");
        }

        @Test
        void shouldRejectTheCombinationWithAdd() throws Exception {
            // Given
            Path student = StudentFiles.valid(teacher, directory.resolve("runs/clean-add.onnx"));

            // When
            CommandRun run = gate(student, "--clean-only", "--add", "unseen");

            // Then
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        }
    }

    @Nested
    class WithInvalidInput {

        @Test
        void shouldReportATruncatedFileInOneLine() throws Exception {
            // Given
            Path torn = StudentFiles.incomplete(teacher, directory.resolve("runs/torn.onnx"));

            // When
            CommandRun run = gate(torn, "--all-identities");

            // Then
            assertThat(run.err())
                    .startsWith("vestibule gate: ")
                    .contains("torn.onnx")
                    .doesNotContain("unexpected");
        }

        @Test
        void shouldReportAFileWithTooManyNumbers() throws Exception {
            // Given
            Path immense = StudentFiles.oversized(teacher, directory.resolve("runs/immense.onnx"));

            // When
            CommandRun run = gate(immense);

            // Then
            assertFailed(run, "immense.onnx", "too large");
        }

        @Test
        void shouldReportAFileThatIsNotAModel() throws Exception {
            // Given
            Path text = Files.writeString(directory.resolve("runs/text.onnx"), "not a model");

            // When
            CommandRun run = gate(text);

            // Then
            assertFailed(run, "text.onnx");
        }

        @Test
        void shouldReportAMissingFile() {
            // When
            CommandRun run = gate(directory.resolve("runs/nothing.onnx"));

            // Then
            assertFailed(run, "nothing.onnx");
        }

        @Test
        void shouldReportAFileWithoutATeacher() {
            // When
            CommandRun run = gate(teacher.file());

            // Then
            assertFailed(run, "metadata vestibule.teacher is missing", "--teacher");
        }

        @ParameterizedTest
        @CsvSource({
            "--validation, 0.001, too few held-out people",
            "--teacher, facenet, unknown embedder 'facenet'",
            "--images, nowhere, not a folder"
        })
        void shouldReportOptionsThatDoNotFitTheData(String option, String value, String problem) throws Exception {
            // Given
            Path student = StudentFiles.valid(teacher, directory.resolve("runs/input.onnx"));

            // When
            CommandRun run = gate(student, option, value);

            // Then
            assertFailed(run, problem);
        }

        @ParameterizedTest
        @CsvSource({"--add, mobilefacenet", "--add, No Name", "--validation, 2"})
        void shouldRejectInvalidOptions(String option, String value) throws Exception {
            // Given
            Path student = StudentFiles.valid(teacher, directory.resolve("runs/options.onnx"));

            // When
            CommandRun run = gate(student, option, value);

            // Then
            assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        }

        @Test
        void shouldRejectAnInvalidLimit() throws Exception {
            // Given
            Path student = StudentFiles.valid(teacher, directory.resolve("runs/limit.onnx"));

            // When
            CommandRun run = gate(student, "--set", "gate.cross-loss=7");

            // Then
            assertThat(run.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        }
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

    /**
     * Runs the gate. Student and incumbent are the same model, so their measured speeds differ only by chance; the
     * required speed is low.
     */
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
                new CommandContext(directory, Map.of("VESTIBULE_CACHE", cache.toString()), StopSignal.manual()),
                arguments);
    }
}
