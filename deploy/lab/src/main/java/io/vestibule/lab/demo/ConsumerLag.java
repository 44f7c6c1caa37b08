package io.vestibule.lab.demo;

import io.vestibule.service.kafka.Cluster;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/** The consumer lag of applications: records that they have not yet processed and committed. */
final class ConsumerLag {

    private final Admin admin;
    private final Cluster cluster;

    ConsumerLag(Cluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.admin();
    }

    /** Returns the number of uncommitted records and transaction markers of the groups; 0 when all are processed. */
    long of(List<String> groups) throws InterruptedException {
        try {
            long lag = 0;
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                Map<TopicPartition, Long> endOffsets = endOffsets(committed.keySet());
                for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
                    if (entry.getValue() != null) {
                        long end = endOffsets.getOrDefault(entry.getKey(), 0L);
                        lag += Math.max(0, end - entry.getValue().offset());
                    }
                }
            }
            return lag;
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cluster.translate(cause == null ? failed : cause);
        }
    }

    private Map<TopicPartition, Long> endOffsets(Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> endOffsets = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, info) -> endOffsets.put(partition, info.offset()));
        return endOffsets;
    }
}
