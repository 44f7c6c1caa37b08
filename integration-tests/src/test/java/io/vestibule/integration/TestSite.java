package io.vestibule.integration;

import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.broker.EmbeddedBroker;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** A broker with Vestibule's topics, cameras that publish to it, and consumers that read committed records only. */
final class TestSite implements AutoCloseable {

    static final Duration FRAME = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(90);

    private final EmbeddedBroker broker = EmbeddedBroker.start();
    private final Topics topics = Topics.defaults().withPartitions(4);
    private final KafkaProducer<String, byte[]> producer;
    private final Admin admin;
    private final Map<String, Camera> cameras = new HashMap<>();

    /** Capture time of each camera's first frame. It is far enough in the past for all later frames. */
    private final Instant start = Instant.now().minus(Duration.ofMinutes(15)).truncatedTo(ChronoUnit.MILLIS);

    TestSite() {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ProducerConfig.MAX_REQUEST_SIZE_CONFIG, topics.frames().maxMessageBytes()),
                new StringSerializer(),
                new ByteArraySerializer());
        admin = Admin.create(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, (Object) broker.bootstrapServers()));
        try {
            List<NewTopic> made = new ArrayList<>();
            topics.all()
                    .forEach(topic -> made.add(
                            new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(topic.config())));
            admin.createTopics(made).all().get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    Topics topics() {
        return topics;
    }

    Camera camera(String id) {
        return cameras.computeIfAbsent(id, Camera::new);
    }

    /** Number of the frame with this capture time, from 0. */
    long frameNumber(Instant capturedAt) {
        return Duration.between(start, capturedAt).dividedBy(FRAME);
    }

    /** A camera that takes a picture each 200 ms of its own time. */
    final class Camera {

        private final String id;
        private long sequence;

        private Camera(String id) {
            this.id = id;
        }

        void publish(byte[] picture) {
            publish(picture, new RecordHeaders());
        }

        void publish(byte[] picture, Headers headers) {
            Frame frame = Frame.newBuilder()
                    .setCamera(id)
                    .setEpoch(start.toEpochMilli() * 1000)
                    .setSequence(sequence)
                    .setCapturedAt(start.plus(FRAME.multipliedBy(sequence)))
                    .setEncoding(Encoding.JPEG)
                    .setImage(ByteBuffer.wrap(picture))
                    .build();
            sequence++;
            Topic<String, Frame> topic = topics.frames();
            byte[] value = topic.value().serializer().serialize(topic.name(), frame);
            producer.send(new ProducerRecord<>(topic.name(), null, id, value, headers));
        }
    }

    void enrol(String subject, BufferedImage photo) {
        send(
                topics.enrolments(),
                subject,
                Enrolment.newBuilder()
                        .setSubject(subject)
                        .setAction(EnrolmentAction.PHOTO)
                        .setPhoto(ByteBuffer.wrap(jpeg(photo)))
                        .setRequestedAt(start)
                        .build());
    }

    void erase(String subject) {
        send(
                topics.enrolments(),
                subject,
                Enrolment.newBuilder()
                        .setSubject(subject)
                        .setAction(EnrolmentAction.ERASE)
                        .setRequestedAt(start)
                        .build());
    }

    <V> RecordMetadata send(Topic<String, V> topic, String key, V value) {
        return sendBytes(topic, key, topic.value().serializer().serialize(topic.name(), value));
    }

    RecordMetadata sendBytes(Topic<String, ?> topic, String key, byte[] value) {
        return send(new ProducerRecord<>(topic.name(), key, value));
    }

    private RecordMetadata send(ProducerRecord<String, byte[]> record) {
        try {
            return producer.send(record).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads committed values of a topic from its beginning until the condition holds. Fails after a time-out. */
    <V> List<V> await(Topic<String, V> topic, Predicate<List<V>> condition) {
        List<V> values = new ArrayList<>();
        Instant deadline = Instant.now().plus(TIMEOUT);
        try (KafkaConsumer<String, V> consumer = consumer(topic)) {
            while (!condition.test(values)) {
                if (Instant.now().isAfter(deadline)) {
                    throw new AssertionError(topic.name() + ": condition not met after " + TIMEOUT + ", with "
                            + values.size() + " values");
                }
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }

    /** All committed values of a topic at this moment. */
    <V> List<V> read(Topic<String, V> topic) {
        List<V> values = new ArrayList<>();
        forEach(topic, record -> values.add(record.value()));
        return values;
    }

    private <V> void forEach(Topic<String, V> topic, Consumer<ConsumerRecord<String, V>> action) {
        try (KafkaConsumer<String, V> consumer = consumer(topic)) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(action);
            }
        }
    }

    private <V> KafkaConsumer<String, V> consumer(Topic<String, V> topic) {
        KafkaConsumer<String, V> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
                topic.key().deserializer(),
                topic.value().deserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        for (int i = 0; i < topic.partitions(); i++) {
            partitions.add(new TopicPartition(topic.name(), i));
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }

    /** Waits until a topology has this many consumers, each with partitions. */
    void awaitMembers(String application, int count) {
        Awaitility.await().atMost(TIMEOUT).until(() -> {
            Collection<MemberDescription> members = admin.describeConsumerGroups(List.of(application))
                    .describedGroups()
                    .get(application)
                    .get()
                    .members();
            return members.size() == count
                    && members.stream()
                            .noneMatch(member ->
                                    member.assignment().topicPartitions().isEmpty());
        });
    }

    /** Waits until a topology has committed its offset after each record of a topic. */
    <V> void awaitConsumed(String application, Topic<String, V> topic) {
        Map<TopicPartition, Long> last = new HashMap<>();
        forEach(
                topic,
                record ->
                        last.merge(new TopicPartition(record.topic(), record.partition()), record.offset(), Math::max));
        Awaitility.await().atMost(TIMEOUT).until(() -> {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(application)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return last.entrySet().stream()
                    .allMatch(end -> committed.containsKey(end.getKey())
                            && committed.get(end.getKey()).offset() > end.getValue());
        });
    }

    static byte[] jpeg(BufferedImage image) {
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_3BYTE_BGR);
        opaque.getGraphics().drawImage(image, 0, 0, null);
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            ImageIO.write(opaque, "jpg", bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        broker.close();
    }
}
