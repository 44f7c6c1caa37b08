package io.vestibule.topologies.errors;

import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.topics.Topic;
import java.time.Instant;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Dead letters for records that our own processors reject. Every topology has a sink of the same name for them.
 *
 * <p>A letter has no key and no headers, because senders control those of the record. Its own time is the wall clock.
 */
public final class DeadLetters {

    public static final String SINK = "dead-letters-sink";

    private DeadLetters() {}

    /** Adds the sink to a topology. */
    public static void addSink(Topology topology, Topic<String, DeadLetter> topic, String... parents) {
        topology.addSink(
                SINK,
                topic.name(),
                topic.key().serializer(),
                SizeLimitedSerializer.ofValues(topic.value().serializer(), topic.maxMessageBytes()),
                parents);
    }

    /** Sends a dead letter for the current record. */
    public static <V> void send(
            ProcessorContext<String, V> context, String node, Rejection rejection, Record<String, ?> record) {
        RecordMetadata origin = context.recordMetadata()
                .orElseThrow(() -> new IllegalStateException("no current record; send dead letters from process only"));
        long now = context.currentSystemTimeMs();
        DeadLetter letter = DeadLetter.newBuilder()
                .setReason(rejection.reason())
                .setStage(context.applicationId() + "/" + node)
                .setCause(rejection.cause())
                .setTopic(origin.topic())
                .setPartition(origin.partition())
                .setOffset(origin.offset())
                .setRecordedAt(Instant.ofEpochMilli(Math.min(record.timestamp(), now)))
                .build();
        @SuppressWarnings("unchecked") // a processor with several sinks has one type for all forwarded values
        V forwarded = (V) letter;
        context.forward(new Record<>(null, forwarded, now), SINK);
        DeadLetterObserver.in(context.appConfigs()).onDeadLetter(letter);
    }
}
