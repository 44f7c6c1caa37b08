package io.vestibule.service.events;

import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads committed identity events. Events of one camera are in order; events of different cameras may be in any order.
 */
public final class EventReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final Topic<String, IdentityEvent> topic;

    public EventReader(Cluster cluster, Topic<String, IdentityEvent> topic) {
        this.cluster = cluster;
        this.topic = topic;
    }

    /**
     * Start position: the first event at or after a time. The broker finds it by the timestamps of the records, which are the
     * times of the events.
     *
     * @param since the time; {@link Instant#MAX} for new events only
     */
    public record From(Instant since) {
        public static final From BEGINNING = new From(Instant.EPOCH);
        public static final From NOW = new From(Instant.MAX);
    }

    /** End condition. */
    public enum Until {
        /** The last event that existed at the start. */
        CAUGHT_UP,
        STOPPED
    }

    /**
     * Passes each event to a consumer.
     *
     * @param unreadable receives a message for each record that is not an event
     * @throws io.vestibule.service.kafka.ClusterException if the broker fails
     */
    public void read(
            From from, Until until, BooleanSupplier stop, Consumer<IdentityEvent> events, Consumer<String> unreadable) {
        try (var consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            seek(consumer, partitions, from);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!stop.getAsBoolean() && (until == Until.STOPPED || !hasReached(ends, consumer::position))) {
                for (ConsumerRecord<byte[], byte[]> received : consumer.poll(POLL)) {
                    decode(received, events, unreadable);
                }
            }
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private static void seek(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            List<TopicPartition> partitions,
            From from) {
        if (from.equals(From.BEGINNING)) {
            consumer.seekToBeginning(partitions);
            return;
        }
        consumer.seekToEnd(partitions);
        if (!from.equals(From.NOW)) {
            Map<TopicPartition, Long> times = partitions.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), partition -> from.since().toEpochMilli()));
            consumer.offsetsForTimes(times).forEach((partition, found) -> {
                if (found != null) {
                    consumer.seek(partition, found.offset());
                }
            });
        }
    }

    private void decode(
            ConsumerRecord<byte[], byte[]> received, Consumer<IdentityEvent> events, Consumer<String> unreadable) {
        try {
            IdentityEvent event = topic.value().deserializer().deserialize(topic.name(), received.value());
            if (event != null) {
                events.accept(event);
            }
        } catch (SerializationException refused) {
            unreadable.accept("record %s-%d@%d is not an identity event: %s"
                    .formatted(received.topic(), received.partition(), received.offset(), refused.getMessage()));
        }
    }

    private static boolean hasReached(Map<TopicPartition, Long> ends, ToLongFunction<TopicPartition> position) {
        return ends.entrySet().stream().allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue());
    }
}
