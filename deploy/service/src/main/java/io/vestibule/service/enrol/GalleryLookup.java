package io.vestibule.service.enrol;

import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Reads the gallery topic once, to find in which contracts a subject has an entry. */
final class GalleryLookup {
    private static final Duration POLL = Duration.ofMillis(200);

    private GalleryLookup() {}

    /**
     * The contracts in which the subject has an entry at the present end of the topic.
     *
     * @throws TimeoutException if the end is not reached in this time
     */
    static Set<String> contractsOf(String subject, Cluster cluster, Topics topics, Duration timeout, Clock clock) {
        Set<String> contracts = new TreeSet<>();
        Instant end = clock.instant().plus(timeout);
        try (Consumer<byte[], byte[]> consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer
                    .partitionsFor(topics.gallery().name())
                    .stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(last -> consumer.position(last.getKey()) < last.getValue())) {
                if (clock.instant().isAfter(end)) {
                    throw new TimeoutException("the gallery topic was not read within " + timeout.toSeconds() + " s");
                }
                consumer.poll(POLL).forEach(entry -> apply(entry, subject, contracts));
            }
        }
        return contracts;
    }

    private static void apply(ConsumerRecord<byte[], byte[]> entry, String subject, Set<String> contracts) {
        String key = entry.key() == null ? "" : new String(entry.key(), StandardCharsets.UTF_8);
        String prefix = GalleryKey.prefix(subject);
        if (!key.startsWith(prefix)) {
            return;
        }
        String contract = key.substring(prefix.length());
        if (entry.value() == null) {
            contracts.remove(contract);
        } else {
            contracts.add(contract);
        }
    }
}
