package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.CameraTick;
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
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
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

/** The topology with embedders that read the person from the picture. Frames are 200 ms apart. The default is replay mode. */
final class RecogniseDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    static final String CAMERA = "door";

    /** Infrared to beta, all else to alpha. */
    static final RoutingTable ROUTES = new RoutingTable(List.of(
            new Route(null, Spectrum.INFRARED, ValueRange.ANY, ValueRange.ANY, "beta"), Route.otherwise("alpha")));

    static final Map<String, Embedder> EMBEDDERS =
            Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(BETA));

    final Gallery gallery = Gallery.ofTemplates();
    final List<Recognition> recognitions = new ArrayList<>();
    final List<IdentityEvent> observedEvents = new ArrayList<>();
    final List<LimitKind> exceeded = new ArrayList<>();
    private final TopologyTestDriver driver;
    private Instant wallClock;
    private final Topics topics = Topics.defaults();
    private final TestInputTopic<String, SpecificRecord> faces;
    private final TestInputTopic<String, byte[]> entries;
    private final TestOutputTopic<String, IdentityEvent> identities;
    private final TestOutputTopic<String, DeadLetter> deadLetters;
    private final List<TestOutputTopic<byte[], byte[]>> changelogs;

    RecogniseDriver(Path folder) {
        this(folder, EMBEDDERS);
    }

    RecogniseDriver(Path folder, Map<String, Embedder> embedders) {
        this(folder, embedders, RecogniseSettings.defaults().replaying(), NOON.plus(Duration.ofHours(1)));
    }

    /** In live mode, with the wall clock at noon. */
    static RecogniseDriver live(Path folder) {
        return new RecogniseDriver(folder, EMBEDDERS, RecogniseSettings.defaults(), NOON);
    }

    private RecogniseDriver(
            Path folder, Map<String, Embedder> embedders, RecogniseSettings recogniseSettings, Instant wallClock) {
        this.wallClock = wallClock;
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("recognise", topics));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Router router = new Router(embedders, ROUTES, CameraGroups.NONE, () -> 0);
        driver = new TopologyTestDriver(
                new RecogniseTopology(topics, gallery, router, recogniseSettings, observer()).build(),
                settings,
                wallClock);
        faces = input(topics.faces());
        entries = driver.createInputTopic(topics.gallery().name(), new StringSerializer(), new ByteArraySerializer());
        identities = output(topics.identities());
        deadLetters = output(topics.deadLetters());
        changelogs = Stream.of(RecogniseTopology.VISITS, RecogniseTopology.COOL_DOWNS)
                .map(store -> driver.createOutputTopic(
                        "recognise-" + store + "-changelog", new ByteArrayDeserializer(), new ByteArrayDeserializer()))
                .toList();
    }

    private RecogniseObserver observer() {
        return new RecogniseObserver() {
            @Override
            public void recognised(Recognition recognition) {
                recognitions.add(recognition);
            }

            @Override
            public void eventSent(IdentityEvent event) {
                observedEvents.add(event);
            }

            @Override
            public void limitExceeded(String camera, LimitKind limit) {
                exceeded.add(limit);
            }
        };
    }

    static Instant at(int frame) {
        return NOON.plus(Duration.ofMillis(200).multipliedBy(frame));
    }

    static Origin origin(int frame) {
        return new Origin("frames", 0, 1000L + frame, 1L, (long) frame, at(frame));
    }

    /** A clear face of a person, with a cosine of 0.8 to the photograph. */
    FaceSighting.Builder face(int frame, String track, int person) {
        List<Point> points = List.of(
                new Point(1f, 1f), new Point(2f, 1f), new Point(1.5f, 2f), new Point(1f, 3f), new Point(2f, 3f));
        return FaceSighting.newBuilder()
                .setCamera(CAMERA)
                .setOrigin(origin(frame))
                .setSpectrum(Spectrum.VISIBLE)
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

    /** The camera's time is that of the frame. */
    void tick(int frame) {
        send(CAMERA, new CameraTick(CAMERA, at(frame)), at(frame));
    }

    void send(String key, @Nullable FaceSighting face) {
        send(key, face, face == null ? NOON : recordTime(face.getOrigin().getCapturedAt()));
    }

    void send(String key, @Nullable SpecificRecord record, Instant recordTime) {
        advanceWallClockTo(recordTime);
        faces.pipeInput(key, record, recordTime);
    }

    void send(FaceSighting face, Headers headers) {
        advanceWallClockTo(face.getOrigin().getCapturedAt());
        faces.pipeInput(new TestRecord<>(
                face.getCamera(), face, headers, face.getOrigin().getCapturedAt()));
    }

    /** The watch stamps its records with the capture time. */
    private static Instant recordTime(Instant captured) {
        return captured.isAfter(Instant.EPOCH) ? captured : NOON;
    }

    void enrol(String subject, EmbeddingContract contract, int person) {
        enrol(subject, contract, person, null);
    }

    void enrol(String subject, EmbeddingContract contract, int person, @Nullable Instant consentExpiresAt) {
        List<Float> values = new ArrayList<>();
        for (float value : TestPeople.face(person, 1)) {
            values.add(value);
        }
        Template template = new Template(values, "00", new Quality(100f, 100f, 0.5f, 0f, 0f, 0f), NOON, false);
        GalleryEntry entry = new GalleryEntry(
                subject, contract.id(), contract.dimension(), List.of(template), consentExpiresAt, List.of());
        byte[] bytes =
                topics.gallery().value().serializer().serialize(topics.gallery().name(), entry);
        gallery(subject, contract, bytes);
    }

    void erase(String subject, EmbeddingContract contract) {
        gallery(subject, contract, null);
    }

    void gallery(String subject, EmbeddingContract contract, byte @Nullable [] bytes) {
        entries.pipeInput(new GalleryKey(subject, contract.id()).toString(), bytes);
    }

    /** The events since the last call. */
    List<IdentityEvent> events() {
        return identities.readValuesToList();
    }

    /** The kinds of the events since the last call. */
    List<EventKind> kinds() {
        return events().stream().map(IdentityEvent::getKind).toList();
    }

    List<TestRecord<String, IdentityEvent>> records() {
        return identities.readRecordsToList();
    }

    List<TestRecord<String, DeadLetter>> deadLetters() {
        return deadLetters.readRecordsToList();
    }

    /** Number of faces that were embedded. */
    long looks() {
        return recognitions.stream()
                .filter(recognition -> recognition.embedder().isPresent())
                .count();
    }

    /** Sizes of the records written to the stores since the last call. */
    List<Integer> writes() {
        return changelogs.stream()
                .flatMap(changelog -> changelog.readRecordsToList().stream())
                .map(record -> record.getValue() == null ? 0 : record.getValue().length)
                .toList();
    }

    boolean hasState(String camera) {
        return store().cameras().contains(camera);
    }

    StoredVisits store() {
        return new StoredVisits(
                driver.getKeyValueStore(RecogniseTopology.VISITS),
                driver.getKeyValueStore(RecogniseTopology.COOL_DOWNS));
    }

    void advanceWallClock(Duration time) {
        driver.advanceWallClockTime(time);
        wallClock = wallClock.plus(time);
    }

    /** A record cannot be sent before its time. */
    private void advanceWallClockTo(Instant time) {
        if (time.isAfter(wallClock)) {
            advanceWallClock(Duration.between(wallClock, time));
        }
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
