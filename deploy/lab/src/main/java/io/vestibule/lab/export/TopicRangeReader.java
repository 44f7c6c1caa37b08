package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of a topic between two offsets of each partition: committed ones, partition after partition, each in its order. So
 * the same extract gives the same records in the same order each time, as long as the topic keeps them.
 */
public final class TopicRangeReader {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Cluster cluster;
    private final String topic;
    private final Map<Integer, Range> ranges;

    /**
     * Offsets of a partition.
     *
     * @param from the first
     * @param to the one after the last
     * @param named whether the first was asked for by its number, and so may not be missing
     */
    public record Range(long from, long to, boolean named) {}

    private TopicRangeReader(Cluster cluster, String topic, Map<Integer, Range> ranges) {
        this.cluster = cluster;
        this.topic = topic;
        this.ranges = ranges;
    }

    /** All that is there now. */
    static TopicRangeReader all(Cluster cluster, Topic<?, ?> topic) {
        return between(cluster, topic, Map.of(), Map.of(), true);
    }

    /**
     * What is there now, within these offsets.
     *
     * @param from first offset by partition
     * @param to the offset after the last one by partition
     * @param all whether partitions that are not named there are read from the beginning, and to the end; else not at all
     * @throws DatasetException if an offset lies outside of what the topic holds, or there is no such partition
     */
    static TopicRangeReader between(
            Cluster cluster, Topic<?, ?> topic, Map<Integer, Long> from, Map<Integer, Long> to, boolean all) {
        try (var consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            Map<Integer, Range> ranges = new TreeMap<>();
            for (TopicPartition partition : partitions) {
                int number = partition.partition();
                if (!all && !from.containsKey(number) && !to.containsKey(number)) {
                    continue;
                }
                ranges.put(
                        number,
                        range(
                                partition,
                                new Range(first.get(partition), end.get(partition), false),
                                from.get(number),
                                to.get(number)));
            }
            refuseUnknown(topic.name(), from, partitions.size());
            refuseUnknown(topic.name(), to, partitions.size());
            return new TopicRangeReader(cluster, topic.name(), ranges);
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private static Range range(TopicPartition partition, Range there, @Nullable Long from, @Nullable Long to) {
        long first = from == null ? there.from() : from;
        long end = to == null ? there.to() : to;
        if (first < there.from()) {
            throw gone(partition, first);
        }
        if (end > there.to() || first > end) {
            throw new DatasetException("%s holds offsets %d up to, but not, %d; %d to %d is not in there"
                    .formatted(partition, there.from(), there.to(), first, end));
        }
        return new Range(first, end, from != null);
    }

    private static DatasetException gone(TopicPartition partition, long offset) {
        return new DatasetException(
                "%s no longer holds offset %d, for older records were deleted".formatted(partition, offset));
    }

    private static void refuseUnknown(String topic, Map<Integer, Long> offsets, int partitions) {
        String unknown = offsets.keySet().stream()
                .filter(partition -> partition < 0 || partition >= partitions)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new DatasetException(
                    "%s has partitions 0 to %d, and not %s".formatted(topic, partitions - 1, unknown));
        }
    }

    /** By partition, in their order. */
    Map<Integer, Range> ranges() {
        return ranges;
    }

    /** How many offsets there are; some may hold no record. */
    long size() {
        return ranges.values().stream()
                .mapToLong(range -> range.to() - range.from())
                .sum();
    }

    /**
     * Hands over each record. What is deleted meanwhile is passed over, but for partitions whose first offset was
     * asked for by its number.
     *
     * @throws DatasetException if it was stopped before the end, or what was asked for by its number is deleted
     */
    void forEach(StopSignal stop, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        // Else the consumer would go on at the end, without a word, where the topic has forgotten where it was.
        try (var consumer = cluster.reader(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"))) {
            for (Map.Entry<Integer, Range> each : ranges.entrySet()) {
                TopicPartition partition = new TopicPartition(topic, each.getKey());
                long end = each.getValue().to();
                consumer.assign(List.of(partition));
                consumer.seek(partition, each.getValue().from());
                while (consumer.position(partition) < end) {
                    if (stop.isRaised()) {
                        throw new DatasetException("stopped");
                    }
                    for (ConsumerRecord<byte[], byte[]> received : poll(consumer, partition, each.getValue())) {
                        if (received.offset() < end) {
                            taker.accept(received);
                        }
                    }
                }
            }
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private static ConsumerRecords<byte[], byte[]> poll(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            TopicPartition partition,
            Range range) {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException deleted) {
            if (range.named()) {
                throw gone(partition, deleted.offsetOutOfRangePartitions().getOrDefault(partition, range.from()));
            }
            consumer.seekToBeginning(List.of(partition));
            return ConsumerRecords.empty();
        }
    }
}
