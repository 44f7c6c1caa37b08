package io.vestibule.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.vestibule.lab.scenes.script.PipelineOutput;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.config.TopicSettings;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
@Timeout(60)
class OutputCollectorTest {

    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Topics TOPICS = TopicSettings.DEFAULTS.topics();
    private static final IdentityEvent EVENT = PipelineOutput.arrival("hall", "hall/1/5/0", 5);

    @BeforeAll
    static void send() {
        Topic<String, IdentityEvent> topic = TOPICS.identities();
        try (Cluster cluster = BROKER.connect();
                Producer<String, IdentityEvent> producer = cluster.producer(topic, Map.of())) {
            producer.send(new ProducerRecord<>(topic.name(), EVENT.getCamera(), EVENT));
        }
    }

    @Test
    void shouldHoldAllRecordsOfTheTopicsWhenFinished() throws Exception {
        try (Cluster cluster = BROKER.connect();
                OutputCollector output = OutputCollector.start(cluster, TOPICS, event -> {})) {
            // When
            output.finish();

            // Then
            assertThat(output.events()).containsExactly(EVENT);
        }
    }

    @Test
    void shouldFailWhenTheTopicsAreNotReadInTime() {
        // Given
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        try (Cluster cluster = BROKER.connect();
                OutputCollector output = OutputCollector.start(cluster, TOPICS, event -> {
                    received.countDown();
                    awaitWithoutInterruption(release);
                })) {
            awaitWithoutInterruption(received);

            // When
            Throwable failure = catchThrowable(() -> output.finish(Duration.ofMillis(50)));

            // Then
            assertThat(failure)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the output topics were not read to their ends within 50 ms");
            release.countDown();
        }
    }

    private static void awaitWithoutInterruption(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }
}
