package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vestibule.app.broker.EmbeddedBroker;
import io.vestibule.models.AlignedFace;
import io.vestibule.models.Embedder;
import io.vestibule.models.Embedding;
import io.vestibule.models.EmbeddingContract;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.CameraGroups;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.recognise.RecogniseTopology;
import io.vestibule.topologies.recognise.Router;
import io.vestibule.topologies.recognise.RoutingTable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a broker can show: the gallery is rebuilt from its topic, and a visit goes on in another life of the program. */
class RecogniseOnBrokerTest {

    private static final EmbeddingContract CONTRACT = new EmbeddingContract("compass@000000000001", 2, 0.4f, 1e-4);
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final float[] NORTH = {0, 1};
    private static final float[] EAST = {1, 0};

    private final Topics topics = Topics.defaults().withPartitions(2);

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private KafkaProducer<String, byte[]> producer;
    private Optional<KafkaStreams> running = Optional.empty();

    @BeforeEach
    void open() throws ExecutionException, InterruptedException {
        broker = EmbeddedBroker.start();
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(topics.all().stream()
                            .map(topic ->
                                    new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config()))
                            .toList())
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void close() {
        stop();
        producer.close();
        broker.close();
    }

    @Test
    void shouldKnowWhoIsEnrolledFromItsFirstMomentWhenStartedAgain() {
        // Given
        enrol("ada", NORTH);
        enrol("bob", EAST);
        Gallery before = Gallery.ofTemplates();
        start(before);
        await().atMost(PATIENCE).until(() -> before.subjects(CONTRACT.id()) == 2);

        // When
        stop();
        send(topics.gallery(), key("ada"), null);
        send(topics.gallery(), key("eve"), "no entry".getBytes(StandardCharsets.UTF_8));
        enrol("cleo", NORTH);
        producer.flush();
        Gallery after = Gallery.ofTemplates();
        start(after);

        // Then
        assertThat(after.match(CONTRACT.id(), NORTH, NOON).orElseThrow().best().subject())
                .isEqualTo("cleo");
        assertThat(after.subjects(CONTRACT.id())).isEqualTo(2);
        assertThat(after.unreadable()).isOne();
        send(topics.gallery(), key("cleo"), null);
        await().atMost(PATIENCE).until(() -> after.subjects(CONTRACT.id()) == 1);
    }

    @Test
    void shouldTellEachStepOnceWhenStartedAgainInTheMiddleOfAVisit() {
        // Given
        enrol("ada", NORTH);
        start(Gallery.ofTemplates());
        for (int frame = 0; frame < 3; frame++) {
            see(frame);
        }
        await().atMost(PATIENCE).until(() -> told().size() == 2);

        // When
        stop();
        for (int frame = 3; frame < 8; frame++) {
            see(frame);
        }
        for (int frame = 8; frame < 40; frame += 5) {
            beat(frame, 8);
        }
        start(Gallery.ofTemplates());

        // Then
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told())
                .extracting(IdentityEvent::getKind)
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED));
        List<IdentityEvent> told = told();
        assertThat(told.get(2).getSubject()).isEqualTo("ada");
        assertThat(told.get(2).getSightings()).isEqualTo(8);
        assertThat(told.get(2).getAt()).isEqualTo(at(7));
    }

    /** Comes back when the application runs, which is not before its gallery is restored. */
    private void start(Gallery gallery) {
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of("recognise", topics));
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
        settings.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        Router router =
                new Router(Map.of("compass", embedder()), RoutingTable.to("compass"), CameraGroups.NONE, () -> 0);
        KafkaStreams streams = new KafkaStreams(
                new RecogniseTopology(topics, gallery, router, RecogniseSettings.defaults(), RecogniseObserver.NONE)
                        .build(),
                settings);
        running = Optional.of(streams);
        streams.start();
        await().atMost(PATIENCE).until(() -> streams.state() == KafkaStreams.State.RUNNING);
    }

    private void stop() {
        running.ifPresent(
                streams -> streams.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP)
                        .withTimeout(PATIENCE)));
        running = Optional.empty();
    }

    /** Everybody who comes is to the north. */
    private static Embedder embedder() {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return CONTRACT;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return faces.stream().map(face -> new Embedding(NORTH, 1)).toList();
            }
        };
    }

    private void enrol(String subject, float[] unit) {
        Template template = new Template(List.of(unit[0], unit[1]), "00", quality(), NOON);
        GalleryEntry entry = new GalleryEntry(subject, CONTRACT.id(), 2, List.of(template), null);
        send(topics.gallery(), key(subject), bytes(topics.gallery(), entry));
    }

    private void see(int frame) {
        FaceSighting face = FaceSighting.newBuilder()
                .setCamera("door")
                .setOrigin(new Origin(topics.frames().name(), 0, (long) frame, 1L, (long) frame, at(frame)))
                .setSpectrum(Spectrum.VISIBLE)
                .setNumber(frame + 1)
                .setTrack("door/1/0/0")
                .setBox(new Box(10f, 10f, 110f, 110f))
                .setPoints(List.of())
                .setScore(0.99f)
                .setQuality(quality())
                .setAlignment(AlignedFace.ALIGNMENT)
                .setFace(ByteBuffer.allocate(AlignedFace.BYTES))
                .build();
        send(topics.faces(), "door", bytes(topics.faces(), face));
    }

    private void beat(int frame, long faces) {
        CameraStatus status = CameraStatus.newBuilder()
                .setCamera("door")
                .setState(CameraState.QUIET)
                .setSince(NOON)
                .setAt(at(frame))
                .setReason("the picture has been still")
                .setFrames(frame)
                .setEarlyExits(0)
                .setFaces(faces)
                .setThreshold(0.15f)
                .build();
        send(topics.cameras(), "door", bytes(topics.cameras(), status));
    }

    private void send(Topic<?, ?> topic, String key, byte[] value) {
        producer.send(new ProducerRecord<>(topic.name(), key, value));
        producer.flush();
    }

    /** All that was committed. */
    private List<IdentityEvent> told() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "auto.offset.reset",
                "earliest");
        Topic<String, IdentityEvent> topic = topics.identities();
        List<IdentityEvent> told = new ArrayList<>();
        try (KafkaConsumer<String, IdentityEvent> consumer = new KafkaConsumer<>(
                settings, topic.key().deserializer(), topic.value().deserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topic.name(), 0), new TopicPartition(topic.name(), 1));
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<String, IdentityEvent> record : consumer.poll(Duration.ofMillis(100))) {
                    told.add(record.value());
                }
            }
        }
        return told;
    }

    private static <V> byte[] bytes(Topic<String, V> topic, V value) {
        return topic.value().serializer().serialize(topic.name(), value);
    }

    private static String key(String subject) {
        return new GalleryKey(subject, CONTRACT.id()).toString();
    }

    private static Quality quality() {
        return new Quality(100f, 120f, 0.5f, 0f, 0f, 0f);
    }

    private static Instant at(int frame) {
        return NOON.plusMillis(200L * frame);
    }
}
