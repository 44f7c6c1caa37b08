package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.serdes.AvroSerde;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Writes the dead letters of the fault handlers of Kafka Streams.
 *
 * @param topic name of the dead-letter topic
 * @param application application id, the first part of a letter's stage
 */
record DeadLetterWriter(String topic, String application, DeadLetterObserver observer) {

    private static final AvroSerde<DeadLetter> SERDE = AvroSerde.of(DeadLetter.class);

    /** The writer of a handler that Kafka Streams has not configured yet. */
    static DeadLetterWriter unconfigured() {
        return new DeadLetterWriter("", "", DeadLetterObserver.NONE);
    }

    static DeadLetterWriter of(Map<String, ?> settings) {
        Object topic = settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        if (topic == null) {
            throw new IllegalArgumentException("missing setting "
                    + StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG + "; set it to the dead-letter topic");
        }
        return new DeadLetterWriter(
                topic.toString(),
                String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG)),
                DeadLetterObserver.in(settings));
    }

    /**
     * Returns the letter for the record that a handler is called for. It has no key, and the producer dates it by the wall
     * clock.
     *
     * @param size size of the record's value in bytes; -1 if unknown
     */
    List<ProducerRecord<byte[], byte[]>> write(ErrorHandlerContext origin, int size, Rejection rejection) {
        DeadLetter letter = DeadLetter.newBuilder()
                .setReason(rejection.reason())
                .setStage(application + "/" + origin.processorNodeId())
                .setCause(rejection.cause())
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setRecordedAt(recordedAt(origin.timestamp()))
                .setSize(size)
                .build();
        observer.onDeadLetter(letter);
        byte[] value = SERDE.serializer().serialize(topic, letter);
        ResultOrigins.remember(value, InputPosition.of(origin));
        return List.of(new ProducerRecord<>(topic, value));
    }

    /** The record's time. Senders control it until a topology has read the record, so it may be missing or in the future. */
    private static Instant recordedAt(long timestamp) {
        long now = System.currentTimeMillis();
        return Instant.ofEpochMilli(timestamp <= 0 ? now : Math.min(timestamp, now));
    }
}
