package io.vestibule.topologies.teach;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.Embedder;
import io.vestibule.models.Embedding;
import io.vestibule.models.EmbeddingContract;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.state.TaughtTracks;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.gallery.Gallery;
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
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/** The topology with a fake teacher, fed sighting by sighting. */
final class TeachDriver implements AutoCloseable {

    static final String CONTRACT = "compass@0123456789ab";

    /** A second and five grey levels apart, three of a track, six of a camera and hour; a label from 0.6 on. */
    static final TeachSettings SETTINGS = new TeachSettings(
            new FaceLimits(32, 10, 0.05f, 0.97f, 70, 50, 60),
            1,
            Duration.ofSeconds(1),
            5,
            3,
            6,
            4,
            2,
            0.2f,
            0.1f,
            Duration.ofDays(30));

    final List<Verdict> verdicts = new ArrayList<>();
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, FaceSighting> faces;
    private final TestInputTopic<String, GalleryEntry> gallery;
    private final TestOutputTopic<String, SoftLabel> softLabels;
    private final TestOutputTopic<String, DeadLetter> deadLetters;

    /** @param folder for the stores; of this driver alone */
    TeachDriver(Path folder) {
        Topics topics = Topics.defaults();
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("teach", topics));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        driver = new TopologyTestDriver(topology(verdicts::add), settings);
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
        deadLetters = driver.createOutputTopic(
                topics.deadLetters().name(),
                topics.deadLetters().key().deserializer(),
                topics.deadLetters().value().deserializer());
    }

    static Topology topology(TeachObserver observer) {
        Teacher teacher = Teacher.of(compass(), List.of("aa", "bb"));
        return new TeachTopology(Topics.defaults(), teacher, Gallery.withCentres(), SETTINGS, observer).build();
    }

    /** Takes a face's grey level for an angle in degrees. The level 255 breaks it. */
    static Embedder compass() {
        EmbeddingContract contract = new EmbeddingContract(CONTRACT, 2, 0.5f, 1e-3);
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream()
                        .map(face -> direction(Byte.toUnsignedInt(face.bgr()[0])))
                        .toList();
            }
        };
    }

    private static Embedding direction(int degrees) {
        double angle = degrees == 255 ? Double.NaN : Math.toRadians(degrees);
        return new Embedding(new float[] {(float) Math.cos(angle), (float) Math.sin(angle)}, 17.5f);
    }

    void enrol(String subject, int degrees, Instant consentExpiresAt) {
        float[] unit = direction(degrees).unit();
        Template template = new Template(List.of(unit[0], unit[1]), "ab", Sightings.GOOD, Sightings.NOON);
        gallery.pipeInput(
                subject + "|" + CONTRACT, new GalleryEntry(subject, CONTRACT, 2, List.of(template), consentExpiresAt));
    }

    void erase(String subject) {
        gallery.pipeInput(subject + "|" + CONTRACT, null);
    }

    void see(FaceSighting.Builder sighting) {
        send(sighting.getCamera(), sighting.build());
    }

    void send(String key, FaceSighting sighting) {
        Instant captured =
                sighting == null ? Sightings.NOON : sighting.getOrigin().getCapturedAt();
        send(new TestRecord<>(
                key, sighting, captured.isAfter(Instant.EPOCH) ? captured : Sightings.NOON)); // as the watch
    }

    void send(TestRecord<String, FaceSighting> record) {
        faces.pipeInput(record);
    }

    /** What was taught since it was last asked. */
    List<TestRecord<String, SoftLabel>> softLabels() {
        return softLabels.readRecordsToList();
    }

    /** What was turned away since it was last asked. */
    List<TestRecord<String, DeadLetter>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    KeyValueStore<String, TaughtTracks> tracks() {
        return driver.getKeyValueStore(TeachTopology.TRACKS);
    }

    @Override
    public void close() {
        driver.close();
    }
}
