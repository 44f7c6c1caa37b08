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

/** How much of what it is to read an application has not yet read and committed. */
final class ConsumerLag {

    private final Admin admin;
    private final Cluster cluster;

    ConsumerLag(Cluster cluster) {
        this.cluster = cluster;
        this.admin = cluster.admin();
    }

    /** Records, and the transaction markers between them, that the groups have still to read; 0 when they are through. */
    long of(List<String> groups) throws InterruptedException {
        try {
            long backlog = 0;
            for (String group : groups) {
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                Map<TopicPartition, Long> ends = ends(committed.keySet());
                for (Map.Entry<TopicPartition, OffsetAndMetadata> entry : committed.entrySet()) {
                    if (entry.getValue() != null) {
                        backlog += Math.max(
                                0, ends.get(entry.getKey()) - entry.getValue().offset());
                    }
                }
            }
            return backlog;
        } catch (ExecutionException failed) {
            throw cluster.inWords(failed.getCause());
        }
    }

    private Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new HashMap<>();
        admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                .all()
                .get()
                .forEach((partition, info) -> ends.put(partition, info.offset()));
        return ends;
    }
}
