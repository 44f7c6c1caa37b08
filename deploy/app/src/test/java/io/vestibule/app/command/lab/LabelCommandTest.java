package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.lab.evaluation.verification.PhotographFolder;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.zoo.PreparedModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command on the zoo's photographs. */
@Tag("slow")
@Timeout(180)
class LabelCommandTest {

    @TempDir
    private static Path allPeople;

    @TempDir
    private Path directory;

    @BeforeAll
    static void cutOutFaces() throws Exception {
        PreparedModels zoo = PreparedZoo.models();
        try (Vision vision = Vision.open(zoo)) {
            PhotographFolder.create(allPeople, vision, zoo);
        }
    }

    /** Four people in their folders, and without folder a second photograph of one of them and a stranger. */
    @BeforeEach
    void choosePeople() throws Exception {
        Path people = Files.createDirectory(directory.resolve("people"));
        for (String name : List.of("sample2_0", "sample4_1", "sample5_0")) {
            Files.createDirectory(people.resolve(name));
            Files.copy(allPeople.resolve(name + "/" + name + "_0001.jpg"), people.resolve(name + "/1.jpg"));
        }
        Files.createDirectory(people.resolve("Frau Müller"));
        Files.copy(allPeople.resolve("Woman/Woman_0001.jpg"), people.resolve("Frau Müller/1.jpg"));
        Files.copy(allPeople.resolve("Woman/Woman_0002.jpg"), people.resolve("again.jpg"));
        Files.copy(allPeople.resolve("sample6_1/sample6_1_0001.jpg"), people.resolve("stranger.jpg"));
    }

    @Test
    void shouldPrintTheResultAsOneJsonObject() throws Exception {
        // When
        CommandRun run = label("out", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = json(run);
        assertThat(result.fieldNames())
                .toIterable()
                .containsExactly(
                        "dataset",
                        "images",
                        "labelled",
                        "identities",
                        "skipped",
                        "resumed",
                        "seconds",
                        "imagesPerSecond",
                        "teacher",
                        "contract",
                        "centres",
                        "contentHash");
        assertThat(result.get("images").asInt()).isEqualTo(6);
        assertThat(result.get("labelled").asInt()).isEqualTo(6);
        assertThat(result.get("identities").asInt()).isEqualTo(4);
        assertThat(result.get("skipped").toString())
                .isEqualTo("{\"unreadable\":0,\"noFace\":0,\"poor\":0,\"duplicate\":0}");
        assertThat(result.get("contentHash").asText())
                .isEqualTo(Dataset.open(directory.resolve("out")).manifest().content());
    }

    @Test
    void shouldWriteADatasetThatCanBeDescribedAndVerified() throws Exception {
        // Given
        CommandRun labelled = label("out");

        // When
        CommandRun described = CommandRun.of(directory, "dataset", "describe", "out", "--html", "page.html", "--json");
        CommandRun verified = CommandRun.of(directory, "dataset", "verify", "out");

        // Then
        assertThat(labelled.exitCode()).as(labelled.err()).isZero();
        JsonNode description = json(described).get("description");
        assertThat(description.get("samples").asInt()).isEqualTo(6);
        assertThat(description.get("identities").asInt()).isEqualTo(4);
        assertThat(Files.readString(directory.resolve("page.html")))
                .contains("<svg", "Similarity to the own centre")
                .doesNotContain("Müller");
        assertThat(verified.exitCode()).isZero();
        assertThat(verified.out()).contains("6 samples");
    }

    @Test
    void shouldNameTheDamagedFileOfADataset() throws Exception {
        // Given
        label("out");
        Path part = directory.resolve("out/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);

        // When
        CommandRun verified = CommandRun.of(directory, "dataset", "verify", "out");

        // Then
        assertThat(verified.exitCode()).isEqualTo(ExitCode.DAMAGED.code());
        assertThat(verified.out()).contains("part-00000.parquet");
    }

    @Test
    void shouldRejectAnExistingDatasetAndAnUnknownTeacher() {
        // Given
        label("out");

        // When
        CommandRun again = label("out");
        CommandRun unknown = label("other", "--teacher", "nobody");

        // Then
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(again.err()).contains("already a dataset");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(unknown.err()).contains("there is no teacher \"nobody\"").contains("mobilefacenet");
    }

    @Test
    void shouldFailWhenNoImageBecomesASample() throws Exception {
        // Given
        Path folder = Files.createDirectory(directory.resolve("blank"));
        PhotographFolder.write(folder, "Nobody", 1, PhotographFolder.blank());

        // When
        CommandRun run = CommandRun.of(directory, "label", "--images", "blank", "--out", "out");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("none of 1 images becomes a sample").contains("no face found");
    }

    private CommandRun label(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("label", "--images", "people", "--out", out));
        arguments.addAll(List.of(more));
        return CommandRun.of(directory, arguments.toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) throws Exception {
        return JsonMapper.builder().build().readTree(run.out());
    }
}
