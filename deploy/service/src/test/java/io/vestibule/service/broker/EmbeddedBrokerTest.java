package io.vestibule.service.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(60)
class EmbeddedBrokerTest {
    @Test
    void shouldServeOnlyCommittedRecordsWhenATransactionWasAborted() throws Exception {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            createTopic(broker, "doors");
            try (KafkaProducer<String, String> producer = producer(broker)) {
                producer.initTransactions();
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("doors", "north", "aborted"));
                producer.flush();
                producer.abortTransaction();

                // When
                producer.beginTransaction();
                producer.send(new ProducerRecord<>("doors", "north", "committed"));
                producer.commitTransaction();
            }

            // Then
            assertThat(read(broker, "doors", 1)).containsExactly("committed");
        }
    }

    @Test
    void shouldFindItsTopicsWhenStartedAgainOnTheSameFolder(@TempDir Path folder) throws Exception {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(Optional.of(folder), 0)) {
            createTopic(first, "kept");
        }

        // When
        try (EmbeddedBroker second = EmbeddedBroker.start(Optional.of(folder), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", second.bootstrapServers()))) {

            // Then
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
        assertThat(folder).exists();
    }

    @Test
    void shouldBeTheSameClusterOnTheSameFolderAndANewOneOnAnotherFolder(@TempDir Path folder, @TempDir Path other)
            throws Exception {
        // When
        String first = clusterId(folder);
        String again = clusterId(folder);
        String another = clusterId(other);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(another).isNotEqualTo(first);
    }

    private static String clusterId(Path folder) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(Optional.of(folder), 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            return admin.describeCluster().clusterId().get();
        }
    }

    @Test
    void shouldDeleteItsFolderWhenItWasTemporary() {
        // Given
        EmbeddedBroker broker = EmbeddedBroker.start();

        // When
        broker.close();

        // Then
        assertThat(broker.folder()).doesNotExist();
    }

    @Test
    void shouldNotCreateATopicWhenAClientDescribesIt() {
        // Given
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {

            // When, Then
            assertThatThrownBy(() -> admin.describeTopics(List.of("misspelled"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void shouldFailWhenThePortIsInUse() throws Exception {
        // Given
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {

            // When, Then
            assertThatThrownBy(() -> EmbeddedBroker.start(Optional.empty(), other.getLocalPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + other.getLocalPort() + " is in use");
        }
    }

    @Test
    void shouldFailWhenAnotherBrokerUsesTheFolder(@TempDir Path folder) {
        // Given
        try (EmbeddedBroker first = EmbeddedBroker.start(Optional.of(folder), 0)) {

            // When, Then
            assertThatThrownBy(() -> EmbeddedBroker.start(Optional.of(first.folder()), 0))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("in use by another broker");
        }
    }

    private static void createTopic(EmbeddedBroker broker, String name) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 2, (short) 1))).all().get();
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test"),
                new StringSerializer(),
                new StringSerializer());
    }

    private static List<String> read(EmbeddedBroker broker, String topic, int count) {
        List<String> values = new ArrayList<>();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker.bootstrapServers(),
                "group.id", "test",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (values.size() < count) {
                for (ConsumerRecord<String, String> received : consumer.poll(Duration.ofMillis(100))) {
                    values.add(received.value());
                }
            }
        }
        return values;
    }
}
