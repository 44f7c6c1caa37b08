package io.vestibule.service.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.testing.BrokerExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("slow")
@Timeout(60)
class EnrolmentResultReaderTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Topics TOPICS = Topics.defaults();

    @Test
    void shouldFindTheRejectionAfterADeadLetterWithoutValue() throws Exception {
        // Given
        PendingRequest request = PendingRequest.ofErasure("anna", Set.of(), Instant.MAX, Clock.systemUTC());
        request.sentTo(new RecordMetadata(new TopicPartition(TOPICS.enrolments().name(), 3), 42, 0, 0, 4, 100));
        try (Cluster cluster = BROKER.connect();
                EnrolmentResultReader reader = EnrolmentResultReader.fromNow(cluster, TOPICS);
                var producer = cluster.producer(TOPICS.deadLetters(), Map.of())) {
            producer.send(new ProducerRecord<>(TOPICS.deadLetters().name(), "anna", null))
                    .get();
            producer.send(new ProducerRecord<>(TOPICS.deadLetters().name(), "anna", rejection()))
                    .get();

            // When
            while (!request.isAnswered()) {
                reader.poll(Duration.ofMillis(100), List.of(request));
            }
        }

        // Then
        assertThat(request.result().outcome()).isEqualTo(EnrolmentResult.Outcome.REJECTED);
    }

    private static DeadLetter rejection() {
        return DeadLetter.newBuilder()
                .setReason(Reason.NO_FACE)
                .setStage("enrol/enrolments-source")
                .setCause("no face")
                .setTopic(TOPICS.enrolments().name())
                .setPartition(3)
                .setOffset(42)
                .setRecordedAt(Instant.EPOCH)
                .build();
    }
}
