package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.topics.Topic;
import java.time.Instant;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Dead letters of the records that our own processors turn away. Every topology has a sink of the same name for them. */
public final class DeadLetters {

    public static final String SINK = "dead-letters-sink";

    /**
     * A longer key is left out, in characters. Keys and headers are the sender's: a letter that carried them along could be
     * larger than its topic takes, and a letter that cannot be sent stops the stream for good.
     */
    static final int LONGEST_KEY = 256;

    private DeadLetters() {}

    /** Adds the sink to a topology. */
    public static void sink(Topology topology, Topic<String, DeadLetter> topic, String... parents) {
        topology.addSink(
                SINK, topic.name(), topic.key().serializer(), topic.value().serializer(), parents);
    }

    /** Sends the record that is being processed to the sink. */
    public static <V> void send(
            ProcessorContext<String, V> context, String node, Rejection rejection, Record<String, ?> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("only a record can be a dead letter"));
        DeadLetter letter = DeadLetter.newBuilder()
                .setReason(rejection.reason())
                .setStage(context.applicationId() + "/" + node)
                .setCause(rejection.cause())
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setRecordedAt(Instant.ofEpochMilli(record.timestamp()))
                .build();
        String key = record.key() != null && record.key().length() <= LONGEST_KEY ? record.key() : null;
        @SuppressWarnings("unchecked") // a processor with several sinks has one type for all that it forwards
        V forwarded = (V) letter;
        context.forward(new Record<>(key, forwarded, Math.max(0, record.timestamp())), SINK);
        DeadLetterObserver.in(context.appConfigs()).sent(letter);
    }
}
