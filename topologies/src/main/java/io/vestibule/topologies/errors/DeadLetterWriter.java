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
     * Returns the letter for the record that a handler is called for.
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
                .setRecordedAt(Instant.ofEpochMilli(Math.max(0, origin.timestamp())))
                .setSize(size)
                .build();
        observer.onDeadLetter(letter);
        byte[] key = origin.sourceRawKey();
        boolean usable = key != null && key.length <= DeadLetters.MAX_KEY_LENGTH;
        return List.of(new ProducerRecord<>(
                topic, usable ? key : null, SERDE.serializer().serialize(topic, letter)));
    }
}
