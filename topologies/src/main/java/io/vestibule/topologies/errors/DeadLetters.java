package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.topics.Topic;
import java.time.Instant;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Dead letters for records that our own processors reject. Every topology has a sink of the same name for them. */
public final class DeadLetters {

    public static final String SINK = "dead-letters-sink";

    /**
     * Longest key, in characters, that a letter copies from its record. Senders control keys and headers. A letter with a huge
     * key could exceed the limit of its topic, and a letter that cannot be sent stops the stream permanently.
     */
    static final int MAX_KEY_LENGTH = 256;

    private DeadLetters() {}

    /** Adds the sink to a topology. */
    public static void addSink(Topology topology, Topic<String, DeadLetter> topic, String... parents) {
        topology.addSink(
                SINK, topic.name(), topic.key().serializer(), topic.value().serializer(), parents);
    }

    /** Sends a dead letter for the current record. */
    public static <V> void send(
            ProcessorContext<String, V> context, String node, Rejection rejection, Record<String, ?> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("no current record; send dead letters from process only"));
        DeadLetter letter = DeadLetter.newBuilder()
                .setReason(rejection.reason())
                .setStage(context.applicationId() + "/" + node)
                .setCause(rejection.cause())
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setRecordedAt(Instant.ofEpochMilli(record.timestamp()))
                .build();
        @SuppressWarnings("unchecked") // a processor with several sinks has one type for all forwarded values
        V forwarded = (V) letter;
        context.forward(new Record<>(usableKey(record), forwarded, Math.max(0, record.timestamp())), SINK);
        DeadLetterObserver.in(context.appConfigs()).onDeadLetter(letter);
    }

    private static @Nullable String usableKey(Record<String, ?> record) {
        @Nullable String key = record.key();
        return key != null && key.length() <= MAX_KEY_LENGTH ? key : null;
    }
}
