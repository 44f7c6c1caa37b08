package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.service.cli.CommandContext;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.process.StopSignal;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the command on whole photographs of the zoo; each one counts as the person in its centre. */
@Tag("slow")
class EvaluateCommandTest {
    private static final Path CACHE = PreparedZoo.folder();

    @TempDir
    private Path directory;

    private final StopSignal stop = StopSignal.manual();

    @BeforeEach
    void copyPhotographs() throws IOException {
        PreparedModels zoo = Zoo.open(CACHE).prepared();
        copy(zoo, "sample1", "Ann", 1);
        copy(zoo, "sample1", "Ann", 2);
        copy(zoo, "sample2", "Bo", 1);
        copy(zoo, "sample2", "Bo", 2);
        Files.write(
                directory.resolve("pairs.txt"),
                List.of("2\t1", "Ann\t1\t2", "Ann\t1\tBo\t1", "Bo\t1\t2", "Bo\t1\tAnn\t2"));
    }

    @Test
    void shouldPrintTheDocumentedKeysAsJson() throws IOException {
        // When
        CommandRun run = evaluate("--pairs", "pairs.txt", "--json");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK.code());
        assertThat(run.err()).isEmpty();
        JsonNode json = new ObjectMapper().readTree(run.out());
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "embedder",
                        "galleryEmbedder",
                        "images",
                        "pairs",
                        "failuresToDetect",
                        "accuracy",
                        "accuracyStd",
                        "fnmrAtFmr",
                        "thresholdAtFmr",
                        "seconds");
        assertThat(json.get("embedder").textValue()).isEqualTo("mobilefacenet");
        assertThat(json.get("images").intValue()).isEqualTo(4);
        assertThat(json.get("pairs").intValue()).isEqualTo(4);
        assertThat(json.get("accuracy").doubleValue()).isEqualTo(1);
        assertThat(json.get("fnmrAtFmr")).hasToString("{\"1e-2\":null,\"1e-3\":null,\"1e-4\":null}");
        assertThat(json.get("thresholdAtFmr")).hasToString("{\"1e-2\":null,\"1e-3\":null,\"1e-4\":null}");
    }

    @Test
    void shouldUseTheDetectionSettingsOfTheConfiguration() throws IOException {
        // When
        CommandRun run = evaluate("--all-pairs", "--json", "--set", "detection.minimum-score=1");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.OK.code());
        assertThat(new ObjectMapper()
                        .readTree(run.out())
                        .get("failuresToDetect")
                        .intValue())
                .isEqualTo(4);
    }

    @Test
    void shouldRejectWeightsOfUnknownLicenceInProduction() {
        // When
        CommandRun run = evaluate("--all-pairs", "--set", "models.profile=production");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.MODELS_MISSING.code());
        assertThat(run.err()).contains("does not allow these models: ").contains("mobilefacenet: weights unknown");
    }

    @Test
    void shouldPrintATable() {
        // When
        CommandRun run = evaluate("--all-pairs", "--embedder", "teacher");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK.code());
        assertThat(run.out())
                .contains("teacher (teacher@")
                .contains("2 genuine, 4 impostor")
                .contains("accuracy            not reported")
                .contains("FNMR at FMR 1e-3    not reported: needs 3000 impostor pairs");
    }

    @Test
    void shouldRejectAGalleryEmbedderOfAnotherSpace() {
        // When
        CommandRun run = evaluate("--all-pairs", "--gallery-embedder", "teacher");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err())
                .contains("mobilefacenet (mobilefacenet@", "teacher (teacher@", "different embedding spaces");
    }

    @Test
    void shouldListTheEmbeddersWhenTheNameIsUnknown() {
        // When
        CommandRun run = evaluate("--all-pairs", "--embedder", "facenet");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(run.err())
                .contains("unknown embedder 'facenet'; known embedders: ", "dlib-resnet", "mobilefacenet", "teacher");
    }

    @Test
    void shouldNameTheLineWhenThePairsFileIsMalformed() throws IOException {
        // Given
        Files.write(directory.resolve("pairs.txt"), List.of("1", "Ann\tone\t2", "Ann\t1\tBo\t1"));

        // When
        CommandRun run = evaluate("--pairs", "pairs.txt");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).startsWith("vestibule evaluate verification: ").contains("pairs.txt:2: ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldListMissingImages() throws IOException {
        // Given
        Files.write(directory.resolve("pairs.txt"), List.of("1", "Ann\t1\t3", "Ann\t1\tBo\t1"));

        // When
        CommandRun run = evaluate("--pairs", "pairs.txt");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("1 of 3 images are missing: ").contains("Ann_0003.jpg");
    }

    @Test
    void shouldEndWithOneLineWhenStopped() {
        // Given
        stop.raise();

        // When
        CommandRun run = evaluate("--all-pairs");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("stopped after").doesNotContain("unexpected");
        assertThat(run.out()).isEmpty();
    }

    private CommandRun evaluate(String... flags) {
        String[] arguments = new String[flags.length + 4];
        System.arraycopy(new String[] {"evaluate", "verification", "--images", "faces"}, 0, arguments, 0, 4);
        System.arraycopy(flags, 0, arguments, 4, flags.length);
        return CommandRun.of(
                new CommandContext(directory, Map.of("VESTIBULE_CACHE", CACHE.toString()), stop), arguments);
    }

    private void copy(PreparedModels zoo, String photograph, String person, int number) throws IOException {
        Path own = Files.createDirectories(directory.resolve("faces").resolve(person));
        Files.copy(zoo.photograph(photograph), own.resolve("%s_%04d.jpg".formatted(person, number)));
    }
}
