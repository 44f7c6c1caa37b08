package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology with embedders that are told who is on a picture. Frames are 200 ms apart. */
final class RecogniseDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final String DOOR = "door";

    /** Infrared to beta, all else to alpha. */
    static final RoutingTable ROUTES = new RoutingTable(List.of(
            new Route(null, Spectrum.INFRARED, ScoreRange.ANY, ScoreRange.ANY, "beta"), Route.otherwise("alpha")));

    static final Map<String, Embedder> EMBEDDERS =
            Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(BETA));

    final Gallery gallery = Gallery.ofTemplates();
    final List<Recognition> recognitions = new ArrayList<>();
    final List<IdentityEvent> heard = new ArrayList<>();
    final TopologyTestDriver driver;
    private final Topics topics = Topics.defaults();
    private final TestInputTopic<String, FaceSighting> faces;
    private final TestInputTopic<String, CameraStatus> cameras;
    private final TestInputTopic<String, byte[]> entries;
    private final TestOutputTopic<String, IdentityEvent> identities;
    private final TestOutputTopic<String, DeadLetter> deadLetters;
    private final TestOutputTopic<byte[], byte[]> changelog;
    private long number;

    RecogniseDriver(Path folder) {
        this(folder, EMBEDDERS);
    }

    RecogniseDriver(Path folder, Map<String, Embedder> embedders) {
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("recognise", topics));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Router router = new Router(embedders, ROUTES, CameraGroups.NONE, () -> 0);
        driver = new TopologyTestDriver(
                new RecogniseTopology(topics, gallery, router, RecogniseSettings.defaults(), observer()).build(),
                settings,
                NOON);
        faces = input(topics.faces());
        cameras = input(topics.cameras());
        entries = driver.createInputTopic(topics.gallery().name(), new StringSerializer(), new ByteArraySerializer());
        identities = output(topics.identities());
        deadLetters = output(topics.deadLetters());
        changelog = driver.createOutputTopic(
                "recognise-recognise-visits-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private RecogniseObserver observer() {
        return new RecogniseObserver() {
            @Override
            public void recognised(Recognition recognition) {
                recognitions.add(recognition);
            }

            @Override
            public void told(IdentityEvent event) {
                heard.add(event);
            }
        };
    }

    static Instant at(int frame) {
        return NOON.plus(Duration.ofMillis(200).multipliedBy(frame));
    }

    static Origin origin(int frame) {
        return new Origin("frames", 0, 1000L + frame, 1L, (long) frame, at(frame));
    }

    /** A clear face of a person, 0.8 like the photograph. */
    FaceSighting.Builder face(int frame, String track, int person) {
        List<Point> points = List.of(
                new Point(1f, 1f), new Point(2f, 1f), new Point(1.5f, 2f), new Point(1f, 3f), new Point(2f, 3f));
        return FaceSighting.newBuilder()
                .setCamera(DOOR)
                .setOrigin(origin(frame))
                .setSpectrum(Spectrum.VISIBLE)
                .setNumber(++number)
                .setTrack(track)
                .setBox(new Box(10f, 10f, 110f, 110f))
                .setPoints(points)
                .setScore(0.99f)
                .setQuality(new Quality(100f, 120f, 0.5f, 0f, 0f, 0f))
                .setAlignment("arcface-112+16")
                .setFace(ByteBuffer.wrap(TestPeople.picture(person, 0.8).bgr()));
    }

    void see(FaceSighting face) {
        send(face.getCamera(), face);
    }

    void see(int frame, int end, String track, int person) {
        for (int i = frame; i < end; i++) {
            see(face(i, track, person).build());
        }
    }

    void send(String key, @Nullable FaceSighting face) {
        send(key, face, face == null ? NOON : recorded(face.getOrigin().getCapturedAt()));
    }

    void send(String key, @Nullable FaceSighting face, Instant recordedAt) {
        faces.pipeInput(key, face, recordedAt);
    }

    /** The watch stamps its records with the capture time. */
    private static Instant recorded(Instant captured) {
        return captured.isAfter(Instant.EPOCH) ? captured : NOON;
    }

    void send(FaceSighting face, Headers headers) {
        faces.pipeInput(new TestRecord<>(
                face.getCamera(), face, headers, face.getOrigin().getCapturedAt()));
    }

    /** The camera is alive at that frame, and has sent every face that was seen. */
    void beat(int frame) {
        beat(DOOR, status(frame).build());
    }

    void beat(String key, @Nullable CameraStatus status) {
        beat(key, status, status == null ? NOON : recorded(status.getAt()));
    }

    void beat(String key, @Nullable CameraStatus status, Instant recordedAt) {
        cameras.pipeInput(key, status, recordedAt);
    }

    CameraStatus.Builder status(int frame) {
        return CameraStatus.newBuilder()
                .setCamera(DOOR)
                .setState(CameraState.QUIET)
                .setSince(NOON)
                .setAt(at(frame))
                .setReason("the picture has been still")
                .setFrames(frame)
                .setEarlyExits(0)
                .setFaces(number)
                .setThreshold(0.15f);
    }

    void enrol(String subject, EmbeddingContract contract, int person) {
        List<Float> values = new ArrayList<>();
        for (float value : TestPeople.face(person, 1)) {
            values.add(value);
        }
        Template template = new Template(values, "00", new Quality(100f, 100f, 0.5f, 0f, 0f, 0f), NOON);
        GalleryEntry entry = new GalleryEntry(subject, contract.id(), contract.dimension(), List.of(template), null);
        byte[] bytes =
                topics.gallery().value().serializer().serialize(topics.gallery().name(), entry);
        gallery(subject, contract, bytes);
    }

    void erase(String subject, EmbeddingContract contract) {
        gallery(subject, contract, null);
    }

    void gallery(String subject, EmbeddingContract contract, byte[] bytes) {
        entries.pipeInput(new GalleryKey(subject, contract.id()).toString(), bytes);
    }

    /** What was told since it was last asked. */
    List<IdentityEvent> told() {
        return identities.readValuesToList();
    }

    List<EventKind> kinds() {
        return told().stream().map(IdentityEvent::getKind).toList();
    }

    List<TestRecord<String, IdentityEvent>> records() {
        return identities.readRecordsToList();
    }

    List<TestRecord<String, DeadLetter>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** How often visits were written since it was last asked. */
    int writes() {
        return changelog.readRecordsToList().size();
    }

    void wait(Duration onTheWall) {
        driver.advanceWallClockTime(onTheWall);
    }

    @Override
    public void close() {
        driver.close();
    }

    private <V> TestInputTopic<String, V> input(Topic<String, V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), topic.value().deserializer());
    }
}
