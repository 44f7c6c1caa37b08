package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.common.Sha256;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Label.Origin;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.lab.export.SoftLabelTopicFixture;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.service.cli.ExitCode;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.topologies.teach.FaceHash;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Soft labels in a real broker's topics, and what of them leaves. */
@Timeout(120)
class DatasetExportTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Instant YESTERDAY = Instant.now().minusSeconds(86_400);
    private static final Instant NEXT_YEAR = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Cluster cluster;
    private SoftLabelTopicFixture topics;

    @BeforeEach
    void makeTopics(TestInfo test) {
        cluster = BROKER.connect();
        topics = new SoftLabelTopicFixture(
                cluster, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void disconnect() {
        cluster.close();
    }

    @Test
    void shouldJoinLabelsWithTheirFacesAndKeepWhatTheyTell() {
        // Given one label that holds its face, one whose face is in the other topic, and one of nobody
        topics.enrol("ada", null);
        topics.enrol("dora", NEXT_YEAR);
        String centres = topics.centres("ada", "dora");
        topics.teach(topics.label(1, centres, "ada")
                .setFace(ByteBuffer.wrap(SoftLabelTopicFixture.face(1).bgr()))
                .setSimilarities(SoftLabelTopicFixture.similar("ada", "dora"))
                .build());
        topics.sight(2);
        topics.teach(topics.label(2, centres, "dora")
                .setSimilarities(SoftLabelTopicFixture.similar("dora", "ada"))
                .build());
        topics.sight(3);
        topics.teach(topics.label(3, centres).build());

        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<Integer, Sample> samples = samples("out", 1, 2, 3);
        assertThat(samples).hasSize(3);
        Sample ada = samples.get(1);
        assertThat(ada.face().bgr()).isEqualTo(SoftLabelTopicFixture.face(1).bgr());
        assertThat(ada.embedding().unit()).isEqualTo(SoftLabelTopicFixture.unit(1));
        assertThat(ada.embedding().norm()).isEqualTo(3.5f);
        assertThat(ada.label().identity()).isEqualTo("ada");
        assertThat(ada.label().origin()).isEqualTo(Origin.ENROLLED_MATCH);
        assertThat(ada.label().score()).isEqualTo(0.75f);
        assertThat(ada.spectrum()).isEqualTo(Spectrum.INFRARED);
        assertThat(ada.detections()).containsExactly(new Detection(new BoundingBox(0.1f, 0.1f, 0.2f, 0.2f), 0.9f));
        assertThat(ada.source())
                .isEqualTo(new SampleSource.Stream(
                        "intercom.frames.v1",
                        0,
                        1,
                        1,
                        SoftLabelTopicFixture.SEEN.plusSeconds(1),
                        "door-1",
                        "door-1/1/1/1"));
        assertThat(ada.consentExpires()).isEqualTo(SoftLabelTopicFixture.FAR);
        assertThat(samples.get(2).face().bgr())
                .isEqualTo(SoftLabelTopicFixture.face(2).bgr());
        assertThat(samples.get(2).consentExpires()).isEqualTo(NEXT_YEAR);
        assertThat(samples.get(3).label().known()).isFalse();

        // And similarities are cosines to the centres that the labels name
        Dataset dataset = Dataset.open(directory.resolve("out"));
        assertThat(dataset.centres().orElseThrow().version()).isEqualTo(centres);
        assertThat(ada.likenesses()).extracting(ClassSimilarity::identity).containsExactlyInAnyOrder("ada", "dora");
        for (ClassSimilarity likeness : ada.likenesses()) {
            assertThat(likeness.cosine())
                    .isCloseTo(
                            dataset.centres()
                                    .orElseThrow()
                                    .similarity(likeness.identity(), SoftLabelTopicFixture.unit(1))
                                    .orElseThrow(),
                            within(1e-6f));
        }
        assertThat(dataset.manifest().schemas().keySet())
                .containsExactly("io.vestibule.schemas.FaceSighting", "io.vestibule.schemas.SoftLabel");
        assertThat(dataset.manifest().topics().stream()
                        .mapToLong(range -> range.to() - range.from())
                        .sum())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void shouldKeepInsideWhatConsentDoesNotCover() throws Exception {
        // Given one who stays, one whose consent has ended, one who was erased, and a label that has expired
        topics.enrol("ada", null);
        topics.enrol("benjamin", YESTERDAY);
        topics.enrol("cleopatra", null);
        String centres = topics.centres("ada", "benjamin", "cleopatra");
        for (int face = 1; face <= 5; face++) {
            topics.sight(face);
        }
        topics.teach(topics.label(1, centres, "ada")
                .setSimilarities(SoftLabelTopicFixture.similar("ada", "benjamin", "cleopatra"))
                .build());
        topics.teach(topics.label(2, centres, "benjamin").build());
        topics.teach(topics.label(3, centres, "cleopatra").build());
        topics.teach(
                topics.label(4, centres, "ada").setConsentExpiresAt(YESTERDAY).build());
        topics.erase("cleopatra");

        // When
        CommandRun run = export("out", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
        assertThat(result.get("samples").asInt()).isEqualTo(1);
        assertThat(result.get("leftOut").toString()).isEqualTo("{\"consent_expired\":2,\"erased\":1}");
        Sample ada = samples("out", 1).get(1);
        assertThat(ada.likenesses()).extracting(ClassSimilarity::identity).containsExactly("ada");
        assertThat(everything("out")).contains("ada").doesNotContain("benjamin").doesNotContain("cleopatra");
        assertThat(export("tar", "--format", "tar").exitCode()).isZero();
        assertThat(everything("tar")).contains("ada").doesNotContain("benjamin").doesNotContain("cleopatra");
    }

    @Test
    void shouldCountWhatCannotBeUsed() throws Exception {
        // Given a label whose face is gone, one that was delivered twice, and a record that is no label
        String centres = adaIsSeen(1);
        topics.teach(topics.label(1, centres, "ada").build());
        topics.teach(topics.label(1, centres, "ada").build());
        topics.teach(topics.label(2, centres, "ada").build());
        topics.junk();

        // When
        CommandRun run = export("out", "--json");

        // Then
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
        assertThat(result.get("samples").asInt()).isEqualTo(1);
        assertThat(result.get("leftOut").toString()).isEqualTo("{\"duplicate\":1,\"face_gone\":1,\"unreadable\":1}");
    }

    /** Enrols her, and shows that many of her faces, from 1; returns the version of the centres. */
    private String adaIsSeen(int faces) {
        topics.enrol("ada", null);
        String centres = topics.centres("ada");
        for (int face = 1; face <= faces; face++) {
            topics.sight(face);
        }
        return centres;
    }

    @Test
    void shouldCountLabelsThatContradictThemselvesAndTakeTheOthers() throws Exception {
        // Given one sound label, and others that no teacher writes
        String centres = adaIsSeen(7);
        topics.teach(topics.label(1, centres, "ada").build());
        topics.teach(topics.label(2, centres, "ada")
                .setEmbedding(ByteBuffer.allocate(2 * SoftLabelTopicFixture.DIMENSION - 1))
                .build());
        topics.teach(topics.label(3, centres, "ada")
                .setEmbedding(ByteBuffer.allocate(2 * SoftLabelTopicFixture.DIMENSION))
                .build());
        topics.teach(topics.label(4, centres, "ada").setTeacher("somebody").build());
        topics.teach(topics.label(5, centres).setLabel("ada").build());
        topics.teach(topics.label(6, centres, "ada").setFaceHash("sixth").build());
        topics.teach(topics.label(7, centres, "ada")
                .setFace(ByteBuffer.wrap(SoftLabelTopicFixture.face(1).bgr()))
                .build());

        // When
        CommandRun run = export("out", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = JsonMapper.builder().build().readTree(run.out());
        assertThat(result.get("samples").asInt()).isEqualTo(1);
        assertThat(result.get("leftOut").toString()).isEqualTo("{\"unreadable\":6}");
        assertThat(Dataset.open(directory.resolve("out")).verify()).isEmpty();
    }

    @Test
    void shouldRepeatAnExportByteForByteAndRefuseToWhenSomebodyWasErased() throws Exception {
        // Given an export, and labels that came after it
        topics.enrol("ada", null);
        topics.enrol("dora", null);
        String centres = topics.centres("ada", "dora");
        for (int face = 1; face <= 6; face++) {
            topics.sight(face);
            topics.teach(
                    topics.label(face, centres, face % 2 == 0 ? "ada" : "dora").build());
        }
        assertThat(export("first", "--minimum-size", "50").exitCode()).isZero();
        topics.sight(7);
        topics.teach(topics.label(7, centres, "ada").build());
        topics.sight(8);
        topics.teach(topics.label(8, centres, "ada").build());
        String manifest = directory.resolve("first/manifest.json").toString();

        // When
        CommandRun again = export("again", "--manifest", manifest);

        // Then
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(hashes("again")).isEqualTo(hashes("first"));

        // And when somebody wants no more of it
        topics.erase("dora");
        CommandRun third = export("third", "--manifest", manifest);
        assertThat(third.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(third.err()).contains("cannot be repeated").contains("erased");
        assertThat(directory.resolve("third")).doesNotExist();
        try (Stream<Path> left = Files.list(directory)) {
            assertThat(left.map(path -> path.getFileName().toString())).containsExactlyInAnyOrder("first", "again");
        }
    }

    @Test
    void shouldRepeatATarInShardsOfTheSameSize() throws IOException {
        // Given
        String centres = adaIsSeen(5);
        for (int face = 1; face <= 5; face++) {
            topics.teach(topics.label(face, centres, "ada").build());
        }
        CommandRun first = export("first", "--format", "tar", "--shard", "2");
        assertThat(first.exitCode()).as(first.err()).isZero();
        String manifest = directory.resolve("first/manifest.json").toString();

        // When
        CommandRun again = export("again", "--manifest", manifest);
        CommandRun other = export("other", "--manifest", manifest, "--shard", "3");

        // Then
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(hashes("again")).isEqualTo(hashes("first")).containsKey("shard-00002.tar");
        assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE.code());
    }

    @Test
    void shouldWriteAWholeDatasetOfATeacherThatSharesTheSpaceOfAnother() {
        // Given: then centres are of the space, labels of the teacher
        String centres = adaIsSeen(1);
        topics.teach(topics.label(1, centres, "ada")
                .setContract("half@ba9876543210")
                .setSimilarities(SoftLabelTopicFixture.similar("ada"))
                .build());

        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        Dataset dataset = Dataset.open(directory.resolve("out"));
        assertThat(dataset.verify()).isEmpty();
        assertThat(dataset.centres().orElseThrow().version()).isEqualTo(centres);
    }

    @Test
    void shouldDoWithoutClassCentresThatAreDamaged() {
        // Given
        topics.enrol("ada", null);
        String damaged = "cd".repeat(32);
        topics.damagedCentres(damaged, "ada");
        topics.sight(1);
        topics.teach(topics.label(1, damaged, "ada").build());

        // When
        CommandRun run = export("out");

        // Then: the means of what there is take their place
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Dataset.open(directory.resolve("out"))
                        .centres()
                        .orElseThrow()
                        .identities())
                .containsExactly("ada");
    }

    @Test
    void shouldTakeTheRecordsBetweenTwoOffsetsAndRefuseThoseThatAreNotThere() {
        // Given: which partition a label is in, its hash says
        String centres = adaIsSeen(12);
        for (int face = 1; face <= 12; face++) {
            topics.teach(topics.label(face, centres, "ada").build());
        }

        // When
        CommandRun run = export("out", "--from", "0=1", "--to", "0=3", "--to", "1=0");
        CommandRun beyond = export("beyond", "--to", "0=4711");
        CommandRun unknown = export("unknown", "--from", "2=0");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Dataset.open(directory.resolve("out")).manifest().topics())
                .singleElement()
                .satisfies(range -> {
                    assertThat(range.partition()).isZero();
                    assertThat(range.from()).isEqualTo(1);
                    assertThat(range.to()).isEqualTo(3);
                });
        assertThat(beyond.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(beyond.err()).contains("4711 is not in there");
        assertThat(unknown.err()).contains("has partitions 0 to 1, and not 2");
    }

    @Test
    void shouldRefuseToMixTheWordsOfTwoTeachersByName() {
        // Given
        String centres = adaIsSeen(2);
        topics.teach(topics.label(1, centres, "ada").build());
        topics.teach(
                topics.label(2, centres).setContract("dlib-resnet@ba9876543210").build());

        // When
        CommandRun mixed = export("mixed");
        CommandRun one = export("one", "--contract", SoftLabelTopicFixture.CONTRACT);
        CommandRun other = export("other", "--contract", "dlib-resnet@ba9876543210");
        CommandRun both = CommandRun.of(directory, "dataset", "export", "--dataset", "one", "other", "--out", "both");

        // Then
        assertThat(mixed.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(mixed.err()).contains("dlib-resnet@ba9876543210").contains(SoftLabelTopicFixture.CONTRACT);
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(both.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(both.err()).contains("dlib-resnet").contains("use datasets of one teacher");
    }

    @Test
    void shouldSayWhenNothingMayLeave() {
        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("no soft label may leave the topic");
        assertThat(directory).isEmptyDirectory();
    }

    private CommandRun export(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dataset", "export", "--from-topic", "--out", out));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(topics.flags());
        return CommandRun.of(directory, arguments.toArray(String[]::new));
    }

    /** By the number of their face. */
    private Map<Integer, Sample> samples(String dataset, int... faces) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (int face : faces) {
            numbers.put(FaceHash.of(SoftLabelTopicFixture.face(face)).hex(), face);
        }
        Map<Integer, Sample> samples = new LinkedHashMap<>();
        try (SampleReader reader = Dataset.open(directory.resolve(dataset)).samples(FaceLoading.WITH)) {
            for (Sample sample : reader) {
                samples.put(numbers.get(sample.name()), sample);
            }
        }
        return samples;
    }

    /** All bytes of a folder's files, as text. */
    private String everything(String folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }

    private Map<String, String> hashes(String folder) throws IOException {
        Map<String, String> hashes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                hashes.put(file.getFileName().toString(), Sha256.hex(ByteBuffer.wrap(Files.readAllBytes(file))));
            }
        }
        return hashes;
    }
}
