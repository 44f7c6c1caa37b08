package io.vestibule.service.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.RefusedRecordFilter;
import io.vestibule.topologies.errors.RefusedResults;
import io.vestibule.topologies.io.StateStores;
import io.vestibule.topologies.io.TopicNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A topology whose results the broker refuses although they passed all checks of the topology itself. */
@Tag("slow")
class RefusedResultTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final int LIMIT = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String STORE = "store";
    private static final String NODE = "work";

    @TempDir
    private Path folder;

    private String application;
    private String input;
    private Topics topics;

    private enum Refused {
        LARGE_RESULT,
        LARGE_STATE,
        FUTURE_RESULT
    }

    @BeforeEach
    void createTopics(TestInfo test) throws Exception {
        application = "refused-" + Integer.toHexString(test.getDisplayName().hashCode());
        input = application + "-in";
        topics = Topics.defaults()
                .withNames(Map.of(
                        "faces", application + "-out",
                        "dead-letters", application + "-letters"));
        try (Cluster cluster = BROKER.connect()) {
            cluster.admin()
                    .createTopics(List.of(
                            topic(input, Map.of()),
                            topic(topics.deadLetters().name(), Map.of()),
                            topic(topics.faces().name(), Map.of("max.message.bytes", String.valueOf(LIMIT)))))
                    .all()
                    .get();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeInputADeadLetterWhenBrokerRefusesItsResult(Refused refused) throws Exception {
        // Given
        send("good", refused.name(), "good");

        // When
        try (KafkaStreams streams = streams(StreamThreadExceptionResponse.REPLACE_THREAD)) {
            streams.start();

            // Then
            assertThat(read(topics.faces().name(), 2)).hasSize(2);
            assertRefusedOnce();
            assertThat(streams.state()).isEqualTo(KafkaStreams.State.RUNNING);
        }
    }

    @Test
    void shouldNotStopAtTheSameRecordWhenProcessRestarts() throws Exception {
        // Given
        send("good", Refused.LARGE_RESULT.name(), "good");
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        try (KafkaStreams first = streams(StreamThreadExceptionResponse.SHUTDOWN_CLIENT)) {
            first.setStateListener((state, before) -> {
                if (state == KafkaStreams.State.ERROR) {
                    stopped.complete(null);
                }
            });
            first.start();
            stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        // When
        try (KafkaStreams second = streams(StreamThreadExceptionResponse.SHUTDOWN_CLIENT)) {
            second.start();

            // Then
            assertThat(read(topics.faces().name(), 2)).hasSize(2);
            assertRefusedOnce();
        }
    }

    private void assertRefusedOnce() {
        List<ConsumerRecord<String, byte[]>> letters = read(topics.deadLetters().name(), 1);
        assertThat(letters).hasSize(1);
        DeadLetter letter = topics.deadLetters()
                .value()
                .deserializer()
                .deserialize("letters", letters.get(0).value());
        assertThat(letter.getReason()).isEqualTo(Reason.RESULT_REFUSED);
        assertThat(letter.getTopic()).isEqualTo(input);
        assertThat(letter.getOffset()).isEqualTo(1);
    }

    private KafkaStreams streams(StreamThreadExceptionResponse response) {
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of(application, topics, DeadLetterObserver.NONE, folder));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServers());
        properties.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000); // a failed client does not leave its group
        KafkaStreams streams = new KafkaStreams(topology(), properties);
        streams.setUncaughtExceptionHandler(
                cause -> RefusedResults.areCauseOf(cause) ? response : StreamThreadExceptionResponse.SHUTDOWN_CLIENT);
        return streams;
    }

    private Topology topology() {
        Topology topology = new Topology()
                .addSource("source", new StringDeserializer(), new StringDeserializer(), input)
                .addProcessor(NODE, RefusedRecordFilter.around(NODE, Work::new), "source")
                .addStateStore(
                        StateStores.inMemory(STORE, CameraTick.class)
                                .withLoggingEnabled(Map.of("max.message.bytes", String.valueOf(LIMIT))),
                        NODE);
        TopicNodes.addSink(topology, "sink", topics.faces(), NODE);
        DeadLetters.addSink(topology, topics.deadLetters(), NODE);
        return topology;
    }

    /** Sends one result for each record, and stores it. */
    private static final class Work extends ContextualProcessor<String, String, String, SpecificRecord> {

        @Override
        public void process(Record<String, String> record) {
            KeyValueStore<String, CameraTick> store = context().getStateStore(STORE);
            Optional<Refused> refused =
                    record.value().equals("good") ? Optional.empty() : Optional.of(Refused.valueOf(record.value()));
            Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
            CameraTick small = new CameraTick("door", now);
            CameraTick large = new CameraTick("x".repeat(2 * LIMIT), now);
            boolean future = refused.filter(Refused.FUTURE_RESULT::equals).isPresent();
            store.put("key", refused.filter(Refused.LARGE_STATE::equals).isPresent() ? large : small);
            context()
                    .forward(
                            new Record<>(
                                    "key",
                                    refused.filter(Refused.LARGE_RESULT::equals).isPresent() ? large : small,
                                    now.plus(Duration.ofHours(future ? 2 : 0)).toEpochMilli()),
                            "sink");
        }
    }

    private void send(String... values) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, BROKER.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            long time = Instant.now().toEpochMilli();
            for (String value : values) {
                producer.send(new ProducerRecord<>(input, null, time++, "key", value))
                        .get();
            }
        }
    }

    /** Committed records of a topic, at least this many unless it takes too long. */
    private static List<ConsumerRecord<String, byte[]>> read(String topic, int count) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        BROKER.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (read.size() < count && System.nanoTime() < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(read::add);
            }
            return read;
        }
    }

    private static NewTopic topic(String name, Map<String, String> config) {
        return new NewTopic(name, 1, (short) 1).configs(config);
    }
}
