package io.vestibule.service.events;

import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Reads identity events that are committed, and no others. Events of one camera come in their order; those of different
 * cameras may change places.
 */
public final class EventReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final Topic<String, IdentityEvent> topic;

    public EventReader(Cluster cluster, Topic<String, IdentityEvent> topic) {
        this.cluster = cluster;
        this.topic = topic;
    }

    /** Where to begin. */
    public enum From {
        BEGINNING,
        NOW
    }

    /** When to end. */
    public enum Until {
        /** With the last event that was there when reading began. */
        CAUGHT_UP,
        STOPPED
    }

    /**
     * Hands on each event.
     *
     * @param unreadable gets a sentence for each record that is no event
     * @throws io.vestibule.service.kafka.ClusterException if the broker fails
     */
    public void read(
            From from, Until until, StopSignal stop, Consumer<IdentityEvent> events, Consumer<String> unreadable) {
        try (var consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            if (from == From.BEGINNING) {
                consumer.seekToBeginning(partitions);
            } else {
                consumer.seekToEnd(partitions);
            }
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (!stop.isRaised() && (until == Until.STOPPED || !hasReached(ends, consumer::position))) {
                for (ConsumerRecord<byte[], byte[]> received : consumer.poll(POLL)) {
                    hand(received, events, unreadable);
                }
            }
        } catch (KafkaException failure) {
            throw cluster.inWords(failure);
        }
    }

    private void hand(
            ConsumerRecord<byte[], byte[]> received, Consumer<IdentityEvent> events, Consumer<String> unreadable) {
        try {
            IdentityEvent event = topic.value().deserializer().deserialize(topic.name(), received.value());
            if (event != null) {
                events.accept(event);
            }
        } catch (SerializationException refused) {
            unreadable.accept("record %s-%d@%d is no identity event: %s"
                    .formatted(received.topic(), received.partition(), received.offset(), refused.getMessage()));
        }
    }

    private static boolean hasReached(Map<TopicPartition, Long> ends, ToLongFunction<TopicPartition> position) {
        return ends.entrySet().stream().allMatch(end -> position.applyAsLong(end.getKey()) >= end.getValue());
    }
}
