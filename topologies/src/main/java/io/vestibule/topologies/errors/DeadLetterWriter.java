package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.serdes.AvroSerde;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/** Writes the dead letters of Kafka Streams' own handlers: for the topic and under the application that they are configured for. */
record DeadLetterWriter(String topic, String application, DeadLetterObserver observer) {

    private static final AvroSerde<DeadLetter> SERDE = AvroSerde.of(DeadLetter.class);

    /** Before it is configured. */
    static DeadLetterWriter blank() {
        return new DeadLetterWriter("", "", DeadLetterObserver.NONE);
    }

    static DeadLetterWriter configured(Map<String, ?> settings) {
        Object topic = settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG);
        if (topic == null) {
            throw new IllegalArgumentException(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG
                    + " is not set: dead letters have nowhere to go");
        }
        return new DeadLetterWriter(
                topic.toString(),
                String.valueOf(settings.get(StreamsConfig.APPLICATION_ID_CONFIG)),
                DeadLetterObserver.in(settings));
    }

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
        observer.sent(letter);
        byte[] key = origin.sourceRawKey();
        boolean usable = key != null && key.length <= DeadLetters.LONGEST_KEY;
        return List.of(new ProducerRecord<>(
                topic, usable ? key : null, SERDE.serializer().serialize(topic, letter)));
    }
}
