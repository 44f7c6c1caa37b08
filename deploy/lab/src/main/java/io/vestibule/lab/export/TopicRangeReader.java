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
 * Reads the committed records of a topic between two offsets of each partition: partition by partition, each in order. The same
 * range gives the same records in the same order, as long as the topic keeps them.
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
     * @param to the offset after the last
     * @param required whether the caller named the first offset, so that its records must not be missing
     */
    private record Range(long from, long to, boolean required) {}

    private TopicRangeReader(Cluster cluster, String topic, Map<Integer, Range> ranges) {
        this.cluster = cluster;
        this.topic = topic;
        this.ranges = ranges;
    }

    /** All current records. */
    static TopicRangeReader all(Cluster cluster, Topic<?, ?> topic) {
        return between(cluster, topic, Map.of(), Map.of(), true);
    }

    /**
     * The current records between these offsets.
     *
     * @param from first offset by partition
     * @param to the offset after the last one by partition
     * @param allPartitions whether partitions without offsets are read completely; else they are not read
     * @throws DatasetException if an offset or partition is not in the topic
     */
    static TopicRangeReader between(
            Cluster cluster, Topic<?, ?> topic, Map<Integer, Long> from, Map<Integer, Long> to, boolean allPartitions) {
        try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            Map<TopicPartition, Long> first = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> end = consumer.endOffsets(partitions);
            Map<Integer, Range> ranges = new TreeMap<>();
            for (TopicPartition partition : partitions) {
                int number = partition.partition();
                if (allPartitions || from.containsKey(number) || to.containsKey(number)) {
                    Range present =
                            new Range(first.getOrDefault(partition, 0L), end.getOrDefault(partition, 0L), false);
                    ranges.put(number, range(partition, present, from.get(number), to.get(number)));
                }
            }
            requirePartitions(topic.name(), from, partitions.size());
            requirePartitions(topic.name(), to, partitions.size());
            return new TopicRangeReader(cluster, topic.name(), ranges);
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private static Range range(TopicPartition partition, Range present, @Nullable Long from, @Nullable Long to) {
        long first = from == null ? present.from() : from;
        long end = to == null ? present.to() : to;
        if (first < present.from()) {
            throw deleted(partition, first);
        }
        if (end > present.to() || first > end) {
            throw new DatasetException(
                    "%s: offsets %d to %d are not in the partition, which has %d to %d (without the last)"
                            .formatted(partition, first, end, present.from(), present.to()));
        }
        return new Range(first, end, from != null);
    }

    private static DatasetException deleted(TopicPartition partition, long offset) {
        return new DatasetException("%s: offset %d was deleted; name a later one".formatted(partition, offset));
    }

    private static void requirePartitions(String topic, Map<Integer, Long> offsets, int partitions) {
        String unknown = offsets.keySet().stream()
                .filter(partition -> partition < 0 || partition >= partitions)
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        if (!unknown.isEmpty()) {
            throw new DatasetException(
                    "%s: no partition %s; the topic has 0 to %d".formatted(topic, unknown, partitions - 1));
        }
    }

    /** Number of offsets; some may have no record. */
    long size() {
        return ranges.values().stream()
                .mapToLong(range -> range.to() - range.from())
                .sum();
    }

    /**
     * Passes each record. Records that are deleted during the read are left out, except in partitions whose first offset the caller
     * named.
     *
     * @throws DatasetException if it is stopped before the end, or required records are deleted
     */
    void forEach(StopSignal stop, Consumer<ConsumerRecord<byte[], byte[]>> action) {
        // With a reset policy, the consumer would continue at the end, without an error, after the records were
        // deleted.
        try (org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer =
                cluster.reader(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none"))) {
            for (Map.Entry<Integer, Range> entry : ranges.entrySet()) {
                TopicPartition partition = new TopicPartition(topic, entry.getKey());
                Range range = entry.getValue();
                consumer.assign(List.of(partition));
                consumer.seek(partition, range.from());
                while (consumer.position(partition) < range.to()) {
                    if (stop.isRaised()) {
                        throw new DatasetException("stopped");
                    }
                    for (ConsumerRecord<byte[], byte[]> received : poll(consumer, partition, range)) {
                        if (received.offset() < range.to()) {
                            action.accept(received);
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
        } catch (OffsetOutOfRangeException outOfRange) {
            if (range.required()) {
                throw deleted(partition, outOfRange.offsetOutOfRangePartitions().getOrDefault(partition, range.from()));
            }
            consumer.seekToBeginning(List.of(partition));
            return ConsumerRecords.empty();
        }
    }
}
