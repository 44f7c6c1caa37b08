package io.vestibule.app.enrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.app.kafka.Cluster;
import io.vestibule.app.testing.BrokerExtension;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EnrolmentAction;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class AnswerReaderTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    private static final Topics TOPICS = Topics.defaults();

    @Test
    void shouldHearAnAnswerBehindADeadLetterWithoutContent() throws Exception {
        // Given
        Request request = Request.ofErasure("anna", erasure());
        request.sentTo(new RecordMetadata(new TopicPartition(TOPICS.enrolments().name(), 3), 42, 0, 0, 4, 100));
        try (Cluster cluster = BROKER.connect();
                AnswerReader reader = AnswerReader.fromNow(cluster, TOPICS);
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
        assertThat(request.answer().outcome()).isEqualTo(Answer.Outcome.REJECTED);
    }

    private static Enrolment erasure() {
        return Enrolment.newBuilder()
                .setSubject("anna")
                .setAction(EnrolmentAction.ERASE)
                .setRequestedAt(Instant.EPOCH)
                .build();
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
