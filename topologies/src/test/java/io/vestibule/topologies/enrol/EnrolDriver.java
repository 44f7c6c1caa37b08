package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.faces.FaceLimits;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the topology with fake models. */
final class EnrolDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final String SMALL = "small@000000000001";
    static final String LARGE = "large@000000000002";

    /**
     * The conflict limit is 0.6 in the small contract and 0.84 in the large one. The large contract decides whether a face is
     * the subject's own, from 0.8. At most three templates are kept.
     */
    static final EnrolSettings SETTINGS = new EnrolSettings(
            1_000_000,
            Float.POSITIVE_INFINITY,
            new FaceLimits(40, 20, 0.1f, 0.9f, 40, 30, 30),
            0.2f,
            1e-3,
            3,
            Duration.ofMinutes(5));

    final TestModels models = new TestModels();
    final List<EnrolmentAction> applied = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, Enrolment> enrolments;
    private final TestOutputTopic<String, GalleryEntry> gallery;
    private final TestOutputTopic<String, DeadLetter> deadLetters;

    /** @param folder folder of the stores, for this driver only */
    EnrolDriver(Path folder) {
        this(folder, contracts());
    }

    EnrolDriver(Path folder, List<Embedder> embedders) {
        Topics topics = Topics.defaults();
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("enrol", topics));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology(models, embedders, applied::add), settings, NOON);
        enrolments = driver.createInputTopic(
                topics.enrolments().name(),
                topics.enrolments().key().serializer(),
                topics.enrolments().value().serializer());
        gallery = driver.createOutputTopic(
                topics.gallery().name(),
                topics.gallery().key().deserializer(),
                topics.gallery().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters().name(),
                topics.deadLetters().key().deserializer(),
                topics.deadLetters().value().deserializer());
    }

    static Topology topology(TestModels models, List<Embedder> embedders, EnrolObserver observer) {
        return new EnrolTopology(Topics.defaults(), models.pipeline(), embedders, SETTINGS, observer).build();
    }

    static List<Embedder> contracts() {
        return List.of(TestModels.embedder(SMALL, 2, 0.5f), TestModels.embedder(LARGE, 3, 0.8f));
    }

    static Enrolment.Builder photo(String subject, TestPhoto photo) {
        return Enrolment.newBuilder()
                .setSubject(subject)
                .setAction(EnrolmentAction.PHOTO)
                .setPhoto(photo.bytes())
                .setRequestedAt(NOON);
    }

    void enrol(String subject, TestPhoto photo) {
        send(subject, photo(subject, photo).build());
    }

    void erase(String subject) {
        send(
                subject,
                Enrolment.newBuilder()
                        .setSubject(subject)
                        .setAction(EnrolmentAction.ERASE)
                        .setRequestedAt(NOON)
                        .build());
    }

    void send(String key, Enrolment enrolment) {
        enrolments.pipeInput(key, enrolment, NOON);
    }

    void send(TestRecord<String, Enrolment> record) {
        enrolments.pipeInput(record);
    }

    /** Records for the gallery since the last call. */
    List<TestRecord<String, GalleryEntry>> gallery() {
        return gallery.readRecordsToList();
    }

    /** Dead letters since the last call. */
    List<TestRecord<String, DeadLetter>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    @Override
    public void close() {
        driver.close();
    }
}
