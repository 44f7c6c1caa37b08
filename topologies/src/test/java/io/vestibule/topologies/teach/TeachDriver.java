package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.gallery.Gallery;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** Runs the topology with a fake teacher. */
final class TeachDriver implements AutoCloseable {

    static final String CONTRACT = "compass@0123456789ab";

    final List<SamplingDecision> decisions = new ArrayList<>();
    final List<SelectionReason> reasons = new ArrayList<>();
    private final TopologyTestDriver driver;
    private Instant wallClock = TestSightings.NOON;
    private final TestInputTopic<String, SpecificRecord> faces;
    private final TestInputTopic<String, GalleryEntry> gallery;
    private final TestOutputTopic<String, SoftLabel> softLabels;
    private final TestOutputTopic<String, ClassCentres> centres;
    private final TestOutputTopic<String, DeadLetter> deadLetters;

    /** @param folder folder of the stores, for this driver only */
    TeachDriver(Path folder) {
        this(folder, TestSettings.builder().build(), Optional.empty());
    }

    /** @param folder folder of the stores, for this driver only */
    TeachDriver(Path folder, TeachSettings teaching, Optional<Embedder> student) {
        Topics topics = Topics.defaults();
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("teach", topics));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology(teaching, student, observer()), settings, TestSightings.NOON);
        faces = driver.createInputTopic(
                topics.faces().name(),
                topics.faces().key().serializer(),
                topics.faces().value().serializer());
        gallery = driver.createInputTopic(
                topics.gallery().name(),
                topics.gallery().key().serializer(),
                topics.gallery().value().serializer());
        softLabels = driver.createOutputTopic(
                topics.softLabels().name(),
                topics.softLabels().key().deserializer(),
                topics.softLabels().value().deserializer());
        centres = driver.createOutputTopic(
                topics.centres().name(),
                topics.centres().key().deserializer(),
                topics.centres().value().deserializer());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters().name(),
                topics.deadLetters().key().deserializer(),
                topics.deadLetters().value().deserializer());
    }

    static Topology topology(TeachSettings settings, Optional<Embedder> student, TeachObserver observer) {
        TeacherEmbedder teacher = TeacherEmbedder.of(compass(), List.of("aa", "bb"));
        return new TeachTopology(Topics.defaults(), teacher, student, Gallery.withCentres(), settings, observer)
                .build();
    }

    private TeachObserver observer() {
        return new TeachObserver() {
            @Override
            public void onDecision(SamplingDecision decision) {
                decisions.add(decision);
            }

            @Override
            public void onSoftLabel(SelectionReason reason) {
                reasons.add(reason);
            }
        };
    }

    /** An embedder that maps a face's grey level to an angle in degrees. It fails for the level 255. */
    static Embedder compass() {
        return compass(new EmbeddingContract(CONTRACT, 2, 0.5f, 1e-3), 0);
    }

    /** @param offset degrees that are added to the angle */
    static Embedder compass(EmbeddingContract contract, int offset) {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> direction(Byte.toUnsignedInt(face.bgr()[0]), offset))
                        .toList();
            }
        };
    }

    private static Embedding direction(int degrees, int offset) {
        double angle = degrees == 255 ? Double.NaN : Math.toRadians(degrees + offset);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 17.5f);
    }

    void enrol(String subject, int degrees, Instant consentExpiresAt) {
        enrol(subject, CONTRACT, degrees, consentExpiresAt);
    }

    void enrol(String subject, String contract, int degrees, Instant consentExpiresAt) {
        float[] unit = direction(degrees, 0).unit();
        Template template =
                new Template(List.of(unit[0], unit[1]), "ab", TestSightings.GOOD, TestSightings.NOON, false);
        gallery.pipeInput(
                subject + "|" + contract,
                new GalleryEntry(subject, contract, 2, List.of(template), consentExpiresAt, List.of()));
    }

    void erase(String subject) {
        gallery.pipeInput(subject + "|" + CONTRACT, null);
    }

    void see(FaceSighting.Builder sighting) {
        send(sighting.getCamera(), sighting.build());
    }

    void send(String key, FaceSighting sighting) {
        Instant captured =
                sighting == null ? TestSightings.NOON : sighting.getOrigin().getCapturedAt();
        send(new TestRecord<>(
                key,
                sighting,
                captured.isAfter(Instant.EPOCH) ? captured : TestSightings.NOON)); // as the watch topology does
    }

    /** Sends a record, not before its time. */
    void send(TestRecord<String, SpecificRecord> record) {
        Instant time = record.getRecordTime();
        if (time != null && time.isAfter(wallClock)) {
            advanceWallClock(Duration.between(wallClock, time));
        }
        faces.pipeInput(record);
    }

    /** What was camera since it was last camera. */
    List<TestRecord<String, SoftLabel>> softLabels() {
        return softLabels.readRecordsToList();
    }

    /** Published or deleted class centres since the last call. */
    List<TestRecord<String, ClassCentres>> centres() {
        return centres.readRecordsToList();
    }

    /** Dead letters since the last call. */
    List<TestRecord<String, DeadLetter>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** Advances the wall clock. */
    void advanceWallClock(Duration time) {
        driver.advanceWallClockTime(time);
        wallClock = wallClock.plus(time);
    }

    /** Copies the stores of this instance to another one. */
    void handOverTo(TeachDriver other) {
        copy(cameras(), other.cameras());
        copy(subjects(), other.subjects());
        copy(publishedCentres(), other.publishedCentres());
    }

    private static <V> void copy(KeyValueStore<String, V> from, KeyValueStore<String, V> to) {
        try (KeyValueIterator<String, V> all = from.all()) {
            all.forEachRemaining(entry -> to.put(entry.key, entry.value));
        }
    }

    KeyValueStore<String, SubjectSamplingState> subjects() {
        return driver.getKeyValueStore(TeachTopology.SUBJECTS);
    }

    KeyValueStore<String, PublishedCentresState> publishedCentres() {
        return driver.getKeyValueStore(TeachTopology.CENTRES);
    }

    KeyValueStore<String, CameraSamplingState> cameras() {
        return driver.getKeyValueStore(TeachTopology.TRACKS);
    }

    @Override
    public void close() {
        driver.close();
    }
}
