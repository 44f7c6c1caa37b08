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
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with a fake teacher, fed sighting by sighting. */
final class TeachDriver implements AutoCloseable {

    static final String CONTRACT = "compass@0123456789ab";

    final List<SamplingDecision> verdicts = new ArrayList<>();
    final List<SelectionReason> reasons = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, FaceSighting> faces;
    private final TestInputTopic<String, GalleryEntry> gallery;
    private final TestOutputTopic<String, SoftLabel> softLabels;
    private final TestOutputTopic<String, ClassCentres> centres;
    private final TestOutputTopic<String, DeadLetter> deadLetters;

    /** @param folder for the stores; of this driver alone */
    TeachDriver(Path folder) {
        this(folder, new TestSettings().build(), Optional.empty());
    }

    /** @param folder for the stores; of this driver alone */
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
            public void judged(SamplingDecision verdict) {
                verdicts.add(verdict);
            }

            @Override
            public void taken(SelectionReason reason) {
                reasons.add(reason);
            }
        };
    }

    /** Takes a face's grey level for an angle in degrees. The level 255 breaks it. */
    static Embedder compass() {
        return compass(new EmbeddingContract(CONTRACT, 2, 0.5f, 1e-3), 0);
    }

    /** @param astray degrees by which it errs */
    static Embedder compass(EmbeddingContract contract, int astray) {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> direction(Byte.toUnsignedInt(face.bgr()[0]), astray))
                        .toList();
            }
        };
    }

    private static Embedding direction(int degrees, int astray) {
        double angle = degrees == 255 ? Double.NaN : Math.toRadians(degrees + astray);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 17.5f);
    }

    void enrol(String subject, int degrees, Instant consentExpiresAt) {
        enrol(subject, CONTRACT, degrees, consentExpiresAt);
    }

    void enrol(String subject, String contract, int degrees, Instant consentExpiresAt) {
        float[] unit = direction(degrees, 0).unit();
        Template template = new Template(List.of(unit[0], unit[1]), "ab", TestSightings.GOOD, TestSightings.NOON);
        gallery.pipeInput(
                subject + "|" + contract, new GalleryEntry(subject, contract, 2, List.of(template), consentExpiresAt));
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
                key, sighting, captured.isAfter(Instant.EPOCH) ? captured : TestSightings.NOON)); // as the watch
    }

    void send(TestRecord<String, FaceSighting> record) {
        faces.pipeInput(record);
    }

    /** What was taught since it was last asked. */
    List<TestRecord<String, SoftLabel>> softLabels() {
        return softLabels.readRecordsToList();
    }

    /** Class centres that were written or forgotten since it was last asked. */
    List<TestRecord<String, ClassCentres>> centres() {
        return centres.readRecordsToList();
    }

    /** What was turned away since it was last asked. */
    List<TestRecord<String, DeadLetter>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** Time passes here. */
    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    /** What another instance knows once it has been given the stores of this one. */
    void handOverTo(TeachDriver other) {
        copy(tracks(), other.tracks());
        copy(subjects(), other.subjects());
        copy(editions(), other.editions());
    }

    private static <V> void copy(KeyValueStore<String, V> from, KeyValueStore<String, V> to) {
        try (KeyValueIterator<String, V> all = from.all()) {
            all.forEachRemaining(entry -> to.put(entry.key, entry.value));
        }
    }

    KeyValueStore<String, SubjectSamplingState> subjects() {
        return driver.getKeyValueStore(TeachTopology.SUBJECTS);
    }

    KeyValueStore<String, PublishedCentresState> editions() {
        return driver.getKeyValueStore(TeachTopology.CENTRES);
    }

    KeyValueStore<String, CameraSamplingState> tracks() {
        return driver.getKeyValueStore(TeachTopology.TRACKS);
    }

    @Override
    public void close() {
        driver.close();
    }
}
