package io.vestibule.lab.label;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Remembers the first record that the brokers did not take: a producer tells of it nobody who does not ask. */
final class Deliveries implements Callback {
    private final AtomicReference<@Nullable Exception> lost = new AtomicReference<>();

    @Override
    public void onCompletion(RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            lost.compareAndSet(null, failure);
        }
    }

    /**
     * Waits for all that was sent.
     *
     * @throws KafkaException if the brokers did not take one of the records
     */
    void await(Producer<?, ?> producer) {
        producer.flush();
        Exception failure = lost.get();
        if (failure instanceof KafkaException known) {
            throw known;
        }
        if (failure != null) {
            throw new KafkaException(failure);
        }
    }
}
