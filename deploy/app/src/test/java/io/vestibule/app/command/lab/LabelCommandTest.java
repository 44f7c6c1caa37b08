package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.lab.evaluation.verification.PhotographFolder;
import io.vestibule.models.Vision;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The command on the zoo's photographs, alone and through a real broker's topics. */
@Timeout(180)
class LabelCommandTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @TempDir
    private static Path laid;

    @TempDir
    private Path directory;

    @BeforeAll
    static void layOut() throws Exception {
        PreparedModels zoo = Zoo.open(Zoo.defaultCache(System.getenv())).prepared();
        try (Vision vision = Vision.open(zoo)) {
            PhotographFolder.create(laid, vision, zoo);
        }
    }

    /** A few people in their folders; a second photograph of one of them, and a stranger, in none. */
    @BeforeEach
    void choosePeople() throws Exception {
        Path people = Files.createDirectory(directory.resolve("people"));
        for (String name : List.of("sample2_0", "sample4_1", "sample5_0")) {
            Files.createDirectory(people.resolve(name));
            Files.copy(laid.resolve(name + "/" + name + "_0001.jpg"), people.resolve(name + "/1.jpg"));
        }
        Files.createDirectory(people.resolve("Frau Müller"));
        Files.copy(laid.resolve("Woman/Woman_0001.jpg"), people.resolve("Frau Müller/1.jpg"));
        Files.copy(laid.resolve("Woman/Woman_0002.jpg"), people.resolve("again.jpg"));
        Files.copy(laid.resolve("sample6_1/sample6_1_0001.jpg"), people.resolve("stranger.jpg"));
    }

    @Test
    void shouldGiveTheSameSamplesThroughTopicsAsWithout() {
        // When
        CommandRun alone = label("alone", "--features", "rfb-stem", "--features-share", "0.7");
        CommandRun streamed = label(
                "streamed",
                "--features",
                "rfb-stem",
                "--features-share",
                "0.7",
                "--via-kafka",
                "-b",
                BROKER.bootstrapServers());

        // Then: all is equal, but the boxes, which were pixels meanwhile
        assertThat(alone.exitCode()).as(alone.err()).isZero();
        assertThat(streamed.exitCode()).as(streamed.err()).isZero();
        List<Sample> expected = samples("alone");
        List<Sample> actual = samples("streamed");
        assertThat(actual).hasSameSizeAs(expected).hasSize(6);
        for (int i = 0; i < expected.size(); i++) {
            Sample one = expected.get(i);
            Sample other = actual.get(i);
            assertThat(other.name()).isEqualTo(one.name());
            assertThat(other.face().bgr()).isEqualTo(one.face().bgr());
            assertThat(other.label()).isEqualTo(one.label());
            assertThat(other.embedding().unit()).isEqualTo(one.embedding().unit());
            assertThat(other.embedding().norm()).isEqualTo(one.embedding().norm());
            assertThat(other.likenesses()).isEqualTo(one.likenesses());
            assertThat(other.features()).isEqualTo(one.features());
            assertThat(other.quality()).isEqualTo(one.quality());
            assertThat(other.source()).isEqualTo(one.source());
            assertThat(other.spectrum()).isEqualTo(one.spectrum());
            assertThat(other.consentExpires()).isNull();
            assertThat(other.detections()).hasSameSizeAs(one.detections());
            for (int box = 0; box < one.detections().size(); box++) {
                var wanted = one.detections().get(box);
                var found = other.detections().get(box);
                assertThat(found.score()).isEqualTo(wanted.score());
                assertThat(found.box().left()).isCloseTo(wanted.box().left(), within(1e-6f));
                assertThat(found.box().bottom()).isCloseTo(wanted.box().bottom(), within(1e-6f));
            }
        }
        assertThat(expected).anySatisfy(sample -> assertThat(sample.features()).isNotNull());
        assertThat(expected)
                .anySatisfy(sample -> assertThat(sample.label().identity()).isEqualTo("Frau Müller"));
        assertThat(expected)
                .anySatisfy(sample -> assertThat(sample.label().known()).isFalse());

        // And nothing of it stays on the broker
        try (Cluster cluster = BROKER.connect()) {
            assertThat(cluster.admin()
                            .listTopics()
                            .names()
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join())
                    .noneMatch(name -> name.startsWith("vestibule-label-"));
        }
    }

    @Test
    void shouldTellTheResultAsOneObject() throws Exception {
        // When
        CommandRun run = label("out", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
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
    void shouldDescribeAndVerifyWhatItWrote() throws Exception {
        // Given
        assertThat(label("out").exitCode()).isZero();

        // When
        CommandRun described = CommandRun.of(directory, "dataset", "describe", "out", "--html", "page.html", "--json");
        CommandRun sound = CommandRun.of(directory, "dataset", "verify", "out");
        Path part = directory.resolve("out/part-00000.parquet");
        byte[] bytes = Files.readAllBytes(part);
        bytes[bytes.length / 2] ^= 1;
        Files.write(part, bytes);
        CommandRun damaged = CommandRun.of(directory, "dataset", "verify", "out");

        // Then
        JsonNode description =
                JsonMapper.builder().build().readTree(described.out()).get("description");
        assertThat(description.get("samples").asInt()).isEqualTo(6);
        assertThat(description.get("identities").asInt()).isEqualTo(4);
        assertThat(Files.readString(directory.resolve("page.html")))
                .contains("<svg", "Similarity to the own centre")
                .doesNotContain("Müller");
        assertThat(sound.exitCode()).isZero();
        assertThat(sound.out()).contains("6 samples");
        assertThat(damaged.exitCode()).isEqualTo(ExitCode.DAMAGED.code());
        assertThat(damaged.out()).contains("part-00000.parquet");
    }

    @Test
    void shouldRefuseADatasetThatIsThereAndATeacherThatIsNot() {
        // Given
        assertThat(label("out").exitCode()).isZero();

        // When
        CommandRun again = label("out");
        CommandRun unknown = label("other", "--teacher", "nobody");

        // Then
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(again.err()).contains("is a dataset already");
        assertThat(unknown.exitCode()).isEqualTo(ExitCode.USAGE.code());
        assertThat(unknown.err()).contains("there is no teacher 'nobody'").contains("mobilefacenet");
    }

    @Test
    void shouldFailWhereNoImageGivesASample() throws Exception {
        // Given
        Path folder = Files.createDirectory(directory.resolve("blank"));
        PhotographFolder.write(folder, "Nobody", 1, PhotographFolder.blank());

        // When
        CommandRun run = CommandRun.of(directory, "label", "--images", "blank", "--out", "out");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("none of 1 images gives a sample").contains("no face is found");
    }

    private CommandRun label(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("label", "--images", "people", "--out", out));
        arguments.addAll(List.of(more));
        return CommandRun.of(directory, arguments.toArray(String[]::new));
    }

    private List<Sample> samples(String dataset) {
        try (SampleReader reader = Dataset.open(directory.resolve(dataset)).samples(FaceLoading.WITH)) {
            List<Sample> samples = new ArrayList<>();
            reader.forEach(samples::add);
            return samples;
        }
    }
}
