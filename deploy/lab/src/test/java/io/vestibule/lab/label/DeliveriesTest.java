package io.vestibule.lab.label;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.service.testing.BrokerExtension;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(60)
class DeliveriesTest {
    @RegisterExtension
    static final BrokerExtension BROKER = new BrokerExtension();

    @Test
    void shouldTellOfARecordThatTheBrokerDoesNotTake() {
        // Given
        String topic = "intercom.gallery.v1";
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", BROKER.bootstrapServers(), "max.request.size", 100_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            Deliveries deliveries = new Deliveries();
            producer.send(new ProducerRecord<>(topic, new byte[1], new byte[10]), deliveries);
            assertThatCode(() -> deliveries.await(producer)).doesNotThrowAnyException();

            // When
            producer.send(new ProducerRecord<>(topic, new byte[1], new byte[20_000_000]), deliveries);
            producer.send(new ProducerRecord<>(topic, new byte[1], new byte[10]), deliveries);

            // Then
            assertThatThrownBy(() -> deliveries.await(producer)).isInstanceOf(RecordTooLargeException.class);
        }
    }
}
