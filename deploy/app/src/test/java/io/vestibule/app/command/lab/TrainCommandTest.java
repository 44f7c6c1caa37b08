package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainCommandTest {
    private static final String RECIPE = """
            student: {width: 0.125, activation: relu, embedding: 16}
            losses: [{kind: angle}, {kind: margin_distillation, weight: 0.02}]
            schedule: {rate: 0.003, warmup_steps: 2, average: 0.9}
            augmentation: {flip: 0.5, jitter: {shift: 2}}
            batch: 8
            budget: {steps: 12}
            validation: {share: 0.4, every_steps: 6, faces: 40}
            threads: 1
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("recipe.yaml"), RECIPE);
        dataset("faces", 'a');
    }

    @Test
    void shouldWriteStudentMetricsAndReportWhenARunFinishes() throws Exception {
        // When
        CommandRun run = train("--out", "run", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK.code());
        JsonNode result = new JsonMapper().readTree(run.out());
        assertThat(result.path("steps").asInt()).isEqualTo(12);
        assertThat(result.path("exportDifference").asDouble()).isCloseTo(0, within(1e-4));
        assertThat(result.path("validation").path("own").path("genuine").asInt())
                .isPositive();
        assertThat(new JsonMapper()
                        .readTree(directory.resolve("run/result.json").toFile()))
                .isEqualTo(result);
        assertThat(directory.resolve("run/student.onnx"))
                .hasSize(result.path("bytes").asLong())
                .satisfies(file -> assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .contains("vestibule.space", "vestibule.teacher-id", "a".repeat(64), "vestibule.recipe"));
        assertThat(directory.resolve("run/report.html"))
                .content()
                .contains("<svg", "margin_distillation", "12 steps", "Cosine to the teacher", "own gallery")
                .doesNotContain("{{", "NaN", "Infinity");
        assertThat(directory.resolve("run/metrics.jsonl")).content().contains("\"terms\":{\"angle\":");
        assertThat(directory.resolve("run/recipe.yaml")).content().contains("width: 0.125");
        assertThat(run.err()).contains("validation after step 12: cosine to the teacher");
    }

    @Test
    void shouldContinueFromTheCheckpointWhenAStoppedRunIsResumed() {
        // Given
        StopSignal stopped = StopSignal.manual();
        stopped.raise();

        // When
        CommandRun first = train(stopped, "--out", "run");
        CommandRun rejected = train("--out", "run");
        CommandRun second = train("--out", "run", "--resume");

        // Then
        assertThat(first.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(first.err()).contains("vestibule train: stopped; use --resume to continue");
        assertThat(rejected.err()).contains("already contains a run");
        assertThat(second.exitCode()).as(second.err()).isEqualTo(ExitCode.OK.code());
        assertThat(second.out()).contains("12 steps", "cosine to the teacher", "the teacher itself");
    }

    @Test
    void shouldPrintOneLineWhenRecipeOrDatasetsAreInvalid() throws Exception {
        // Given
        dataset("others", 'b');
        Files.writeString(directory.resolve("wrong.yaml"), RECIPE + "bacth: 8\n");

        // When
        CommandRun wrong = CommandRun.of(
                context(StopSignal.manual()), "train", "--recipe", "wrong.yaml", "--dataset", "faces", "--out", "run");
        CommandRun mixed = train("--dataset", "others", "--out", "run");
        CommandRun missing = CommandRun.of(
                context(StopSignal.manual()),
                "train",
                "--recipe",
                "recipe.yaml",
                "--dataset",
                "nowhere",
                "--out",
                "run");

        // Then
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.CONFIGURATION.code());
        assertThat(wrong.err()).contains("wrong.yaml:9: unknown key \"bacth\"; did you mean \"batch\"?");
        assertThat(wrong.err().lines()).hasSize(1);
        assertThat(mixed.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(mixed.err()).contains("use datasets of one teacher");
        assertThat(missing.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(missing.err()).contains("nowhere: not a folder");
        assertThat(directory.resolve("run")).doesNotExist();
    }

    @Test
    void shouldPrintOneLineWhenTheRunsFolderIsInvalid() throws Exception {
        // Given
        Files.createDirectories(directory.resolve("torn"));
        Files.write(directory.resolve("torn/last.safetensors"), new byte[100]);

        // When
        CommandRun notAFolder = train("--out", "recipe.yaml");
        CommandRun invalid = train("--out", "torn", "--resume");

        // Then
        assertThat(notAFolder.err().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("vestibule train: ")
                .contains("recipe.yaml: the folder of the run cannot be created");
        assertThat(invalid.err().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith("vestibule train: ")
                .endsWith("last.safetensors: not a safetensors file");
    }

    @Test
    void shouldExitWithItsOwnCodeWhenTheRunDiverges() throws Exception {
        // Given
        Files.writeString(
                directory.resolve("recipe.yaml"),
                RECIPE.replace(
                                "{rate: 0.003, warmup_steps: 2, average: 0.9}",
                                "{optimizer: sgd, rate: 10, warmup_steps: 0, weight_decay: 10, momentum: 0.99, clip: 1000000000}")
                        .replace("steps: 12", "steps: 400"));

        // When
        CommandRun run = train("--out", "run");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.DIVERGED.code());
        assertThat(run.err()).contains("the run diverged after step", "last.safetensors");
        assertThat(run.out()).isEmpty();
    }

    private CommandRun train(String... more) {
        return train(StopSignal.manual(), more);
    }

    private CommandRun train(StopSignal stop, String... more) {
        List<String> line = new ArrayList<>(List.of("train", "--recipe", "recipe.yaml", "--dataset", "faces"));
        line.addAll(List.of(more));
        return CommandRun.of(context(stop), line.toArray(String[]::new));
    }

    private CommandContext context(StopSignal stop) {
        return new CommandContext(directory, Map.of(), stop);
    }

    private void dataset(String name, char teacher) {
        DatasetSpec blueprint = new DatasetSpec(
                new TeacherDescriptor(
                        "tutor",
                        "tutor@000000000000",
                        16,
                        String.valueOf(teacher).repeat(64),
                        List.of()),
                AlignedFace.ALIGNMENT,
                Map.of(),
                Map.of());
        try (DatasetWriter writer = DatasetWriter.open(directory.resolve(name), blueprint)) {
            List<Sample> samples = IntStream.range(0, 40)
                    .mapToObj(number -> sample("person-" + number / 4, number))
                    .toList();
            Centres centres = Centres.of("tutor@000000000000", samples);
            samples.forEach(sample -> writer.add(sample.comparedWith(centres, 2)));
            writer.completeFile(name, "all", "0".repeat(64));
            writer.finish(centres);
        }
    }

    private static Sample sample(String identity, int number) {
        AlignedFace face = face(number);
        Random direction = new Random(identity.hashCode());
        float[] vector = new float[16];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) direction.nextGaussian();
        }
        return new Sample(
                Sample.name(face),
                FacePicture.of(face),
                Label.folder(identity),
                Embedding.ofVector(vector),
                List.of(),
                List.of(),
                null,
                new FaceQuality(100, 100, 0.5f, 0, 0, 0),
                new SampleSource.File("faces/" + number + ".png", "0".repeat(64)),
                Spectrum.VISIBLE,
                null);
    }

    private static AlignedFace face(int number) {
        byte[] bgr = new byte[AlignedFace.BYTES];
        new Random(number).nextBytes(bgr);
        return new AlignedFace(bgr);
    }
}
