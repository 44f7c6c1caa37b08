package io.vestibule.app.command.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.app.testing.CommandRun;
import io.vestibule.common.Sha256;
import io.vestibule.dataset.Centres;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Exports soft labels from the topics of a real broker. */
@Tag("slow")
@Timeout(120)
class DatasetExportCommandTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Instant YESTERDAY = Instant.now().minusSeconds(86_400);
    private static final Instant FUTURE = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    private Path directory;

    private Cluster cluster;
    private SoftLabelTopicFixture topics;

    @BeforeEach
    void createTopics(TestInfo test) {
        cluster = BROKER.connect();
        topics = new SoftLabelTopicFixture(
                cluster, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void disconnect() {
        cluster.close();
    }

    @Test
    void shouldExportAllFieldsOfALabelThatContainsItsFace() {
        // Given
        topics.enrol("ada", null);
        topics.enrol("dora", FUTURE);
        topics.sendLabel(topics.label(1, topics.sendCentres("ada", "dora"), "ada")
                .setFace(ByteBuffer.wrap(SoftLabelTopicFixture.face(1).bgr()))
                .setSimilarities(SoftLabelTopicFixture.similarities("ada", "dora"))
                .build());

        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        Sample ada = samples("out", 1).get(1);
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
                        SoftLabelTopicFixture.CAPTURED_AT.plusSeconds(1),
                        "door-1",
                        "door-1/1/1/1"));
        assertThat(ada.consentExpiresAt()).isEqualTo(SoftLabelTopicFixture.EXPIRY);
    }

    @Test
    void shouldTakeMissingFacesFromTheFacesTopic() {
        // Given
        topics.enrol("dora", FUTURE);
        String centres = topics.sendCentres("dora");
        topics.sendFace(2);
        topics.sendLabel(topics.label(2, centres, "dora").build());
        topics.sendFace(3);
        topics.sendLabel(topics.label(3, centres).build());

        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        Map<Integer, Sample> samples = samples("out", 2, 3);
        assertThat(samples).hasSize(2);
        assertThat(samples.get(2).face().bgr())
                .isEqualTo(SoftLabelTopicFixture.face(2).bgr());
        assertThat(samples.get(2).consentExpiresAt()).isEqualTo(FUTURE);
        assertThat(samples.get(3).label().known()).isFalse();
    }

    @Test
    void shouldExportTheCentresOfTheLabelsAndTheSimilaritiesToThem() {
        // Given
        topics.enrol("ada", null);
        topics.enrol("dora", FUTURE);
        String version = topics.sendCentres("ada", "dora");
        topics.sendFace(1);
        topics.sendLabel(topics.label(1, version, "ada")
                .setSimilarities(SoftLabelTopicFixture.similarities("ada", "dora"))
                .build());
        topics.sendFace(2);
        topics.sendLabel(topics.label(2, version, "dora").build());

        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        Dataset dataset = Dataset.open(directory.resolve("out"));
        Centres centres = dataset.centres().orElseThrow();
        assertThat(centres.version()).isEqualTo(version);
        Sample ada = samples("out", 1).get(1);
        assertThat(ada.similarities()).extracting(ClassSimilarity::identity).containsExactlyInAnyOrder("ada", "dora");
        assertThat(ada.similarities()).allSatisfy(similarity -> assertThat(similarity.cosine())
                .isCloseTo(
                        centres.similarity(similarity.identity(), SoftLabelTopicFixture.unit(1))
                                .orElseThrow(),
                        within(1e-6f)));
        assertThat(dataset.manifest().schemas().keySet())
                .containsExactly("io.vestibule.schemas.FaceSighting", "io.vestibule.schemas.SoftLabel");
        assertThat(dataset.manifest().topics().stream()
                        .mapToLong(range -> range.to() - range.from())
                        .sum())
                .isGreaterThanOrEqualTo(1);
    }

    /** One subject with valid consent, one whose consent expired, one who was erased, and a label that expired. */
    @Test
    void shouldExcludeWhatConsentDoesNotCover() throws Exception {
        // Given
        topics.enrol("ada", null);
        topics.enrol("benjamin", YESTERDAY);
        topics.enrol("cleopatra", null);
        String centres = topics.sendCentres("ada", "benjamin", "cleopatra");
        for (int face = 1; face <= 5; face++) {
            topics.sendFace(face);
        }
        topics.sendLabel(topics.label(1, centres, "ada")
                .setSimilarities(SoftLabelTopicFixture.similarities("ada", "benjamin", "cleopatra"))
                .build());
        topics.sendLabel(topics.label(2, centres, "benjamin").build());
        topics.sendLabel(topics.label(3, centres, "cleopatra").build());
        topics.sendLabel(
                topics.label(4, centres, "ada").setConsentExpiresAt(YESTERDAY).build());
        topics.erase("cleopatra");

        // When
        CommandRun run = export("out", "--json");
        CommandRun tar = export("tar", "--format", "tar");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(tar.exitCode()).as(tar.err()).isZero();
        JsonNode result = json(run);
        assertThat(result.get("samples").asInt()).isEqualTo(1);
        assertThat(result.get("leftOut").toString()).isEqualTo("{\"consent_expired\":2,\"erased\":1}");
        Sample ada = samples("out", 1).get(1);
        assertThat(ada.similarities()).extracting(ClassSimilarity::identity).containsExactly("ada");
        assertThat(bytes("out")).contains("ada").doesNotContain("benjamin").doesNotContain("cleopatra");
        assertThat(bytes("tar")).contains("ada").doesNotContain("benjamin").doesNotContain("cleopatra");
    }

    /** A label whose face is gone, one that was delivered twice, and a record that is not a label. */
    @Test
    void shouldCountExcludedRecordsByReason() throws Exception {
        // Given
        String centres = enrolAda(1);
        topics.sendLabel(topics.label(1, centres, "ada").build());
        topics.sendLabel(topics.label(1, centres, "ada").build());
        topics.sendLabel(topics.label(2, centres, "ada").build());
        topics.sendInvalidLabel();

        // When
        CommandRun run = export("out", "--json");

        // Then
        JsonNode result = json(run);
        assertThat(result.get("samples").asInt()).isEqualTo(1);
        assertThat(result.get("leftOut").toString()).isEqualTo("{\"duplicate\":1,\"face_gone\":1,\"unreadable\":1}");
    }

    @Test
    void shouldExcludeInconsistentLabels() throws Exception {
        // Given
        String centres = enrolAda(7);
        topics.sendLabel(topics.label(1, centres, "ada").build());
        topics.sendLabel(topics.label(2, centres, "ada")
                .setEmbedding(ByteBuffer.allocate(2 * SoftLabelTopicFixture.DIMENSION - 1))
                .build());
        topics.sendLabel(topics.label(3, centres, "ada")
                .setEmbedding(ByteBuffer.allocate(2 * SoftLabelTopicFixture.DIMENSION))
                .build());
        topics.sendLabel(topics.label(4, centres, "ada").setTeacher("somebody").build());
        topics.sendLabel(topics.label(5, centres).setLabel("ada").build());
        topics.sendLabel(topics.label(6, centres, "ada").setFaceHash("sixth").build());
        topics.sendLabel(topics.label(7, centres, "ada")
                .setFace(ByteBuffer.wrap(SoftLabelTopicFixture.face(1).bgr()))
                .build());

        // When
        CommandRun run = export("out", "--json");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result = json(run);
        assertThat(result.get("samples").asInt()).isEqualTo(1);
        assertThat(result.get("leftOut").toString()).isEqualTo("{\"unreadable\":6}");
        assertThat(Dataset.open(directory.resolve("out")).verify()).isEmpty();
    }

    @Test
    void shouldRepeatAnExportByteForByteWhenLabelsWereAddedAfterIt() throws Exception {
        // Given
        String centres = sendLabelsOfAdaAndDora();
        CommandRun first = export("first", "--minimum-size", "50");
        topics.sendFace(7);
        topics.sendLabel(topics.label(7, centres, "ada").build());
        topics.sendFace(8);
        topics.sendLabel(topics.label(8, centres, "ada").build());

        // When
        CommandRun again = export("again", "--manifest", manifest("first"));

        // Then
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(hashes("again")).isEqualTo(hashes("first"));
    }

    @Test
    void shouldNotRepeatAnExportWhenASubjectWasErased() throws Exception {
        // Given
        sendLabelsOfAdaAndDora();
        export("first");
        topics.erase("dora");

        // When
        CommandRun again = export("again", "--manifest", manifest("first"));

        // Then
        assertThat(again.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(again.err()).contains("cannot be repeated").contains("erased");
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString())).containsExactly("first");
        }
    }

    @Test
    void shouldRepeatATarExportWithFilesOfTheSameSize() throws IOException {
        // Given
        String centres = enrolAda(5);
        for (int face = 1; face <= 5; face++) {
            topics.sendLabel(topics.label(face, centres, "ada").build());
        }
        CommandRun first = export("first", "--format", "tar", "--shard", "2");

        // When
        CommandRun again = export("again", "--manifest", manifest("first"));
        CommandRun other = export("other", "--manifest", manifest("first"), "--shard", "3");

        // Then
        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(hashes("again")).isEqualTo(hashes("first")).containsKey("shard-00002.tar");
        assertThat(other.exitCode()).isEqualTo(ExitCode.USAGE.code());
    }

    /** The centres have the contract of the embedding space, the labels that of the teacher. */
    @Test
    void shouldExportLabelsOfATeacherThatSharesTheSpaceOfAnother() {
        // Given
        String centres = enrolAda(1);
        topics.sendLabel(topics.label(1, centres, "ada")
                .setContract("half@ba9876543210")
                .setSimilarities(SoftLabelTopicFixture.similarities("ada"))
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
    void shouldUseTheMeansOfTheSamplesWhenTheCentresAreDamaged() {
        // Given
        topics.enrol("ada", null);
        String damaged = "cd".repeat(32);
        topics.sendDamagedCentres(damaged, "ada");
        topics.sendFace(1);
        topics.sendLabel(topics.label(1, damaged, "ada").build());

        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Dataset.open(directory.resolve("out"))
                        .centres()
                        .orElseThrow()
                        .identities())
                .containsExactly("ada");
    }

    @Test
    void shouldExportTheRecordsBetweenTwoOffsets() {
        // Given
        sendTwelveLabels();

        // When
        CommandRun run = export("out", "--from", "0=1", "--to", "0=3", "--to", "1=0");

        // Then
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Dataset.open(directory.resolve("out")).manifest().topics())
                .singleElement()
                .satisfies(range -> {
                    assertThat(range.partition()).isZero();
                    assertThat(range.from()).isEqualTo(1);
                    assertThat(range.to()).isEqualTo(3);
                });
    }

    @Test
    void shouldRejectOffsetsAndPartitionsThatDoNotExist() {
        // Given
        sendTwelveLabels();

        // When
        CommandRun offset = export("offset", "--to", "0=4711");
        CommandRun partition = export("partition", "--from", "2=0");

        // Then
        assertThat(offset.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(offset.err()).contains("to 4711 are not in the partition");
        assertThat(partition.err()).contains("no partition 2; the topic has 0 to 1");
    }

    @Test
    void shouldNameBothTeachersWhenLabelsCannotBeMixed() {
        // Given
        String centres = enrolAda(2);
        String otherContract = "dlib-resnet@ba9876543210";
        topics.sendLabel(topics.label(1, centres, "ada").build());
        topics.sendLabel(topics.label(2, centres).setContract(otherContract).build());

        // When
        CommandRun mixed = export("mixed");
        CommandRun one = export("one", "--contract", SoftLabelTopicFixture.CONTRACT);
        CommandRun other = export("other", "--contract", otherContract);
        CommandRun both = CommandRun.of(directory, "dataset", "export", "--dataset", "one", "other", "--out", "both");

        // Then
        assertThat(mixed.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(mixed.err()).contains(otherContract).contains(SoftLabelTopicFixture.CONTRACT);
        assertThat(one.exitCode()).as(one.err()).isZero();
        assertThat(other.exitCode()).as(other.err()).isZero();
        assertThat(both.exitCode()).isEqualTo(ExitCode.FAILED.code());
        assertThat(both.err()).contains("dlib-resnet").contains("use datasets of one teacher");
    }

    @Test
    void shouldFailWithoutFilesWhenNoLabelMayBeExported() {
        // When
        CommandRun run = export("out");

        // Then
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.FAILED.code());
        assertThat(run.err()).contains("no soft label may be exported");
        assertThat(directory).isEmptyDirectory();
    }

    /** Enrols one subject and sends faces from 1; returns the version of the centres. */
    private String enrolAda(int faces) {
        topics.enrol("ada", null);
        String centres = topics.sendCentres("ada");
        for (int face = 1; face <= faces; face++) {
            topics.sendFace(face);
        }
        return centres;
    }

    /** Sends six labels of two subjects; returns the version of the centres. */
    private String sendLabelsOfAdaAndDora() {
        topics.enrol("ada", null);
        topics.enrol("dora", null);
        String centres = topics.sendCentres("ada", "dora");
        for (int face = 1; face <= 6; face++) {
            topics.sendFace(face);
            topics.sendLabel(
                    topics.label(face, centres, face % 2 == 0 ? "ada" : "dora").build());
        }
        return centres;
    }

    /** The hash of a label selects its partition. */
    private void sendTwelveLabels() {
        String centres = enrolAda(12);
        for (int face = 1; face <= 12; face++) {
            topics.sendLabel(topics.label(face, centres, "ada").build());
        }
    }

    private CommandRun export(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of("dataset", "export", "--from-topic", "--out", out));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(topics.options());
        return CommandRun.of(directory, arguments.toArray(String[]::new));
    }

    private String manifest(String folder) {
        return directory.resolve(folder).resolve("manifest.json").toString();
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return JsonMapper.builder().build().readTree(run.out());
    }

    /** The samples by the number of their face. */
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

    /** All bytes of the files in a folder, as text. */
    private String bytes(String folder) throws IOException {
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
                hashes.put(file.getFileName().toString(), Sha256.hexOfFile(file));
            }
        }
        return hashes;
    }
}
