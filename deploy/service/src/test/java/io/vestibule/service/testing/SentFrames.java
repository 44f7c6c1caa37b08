package io.vestibule.service.testing;

import io.vestibule.schemas.Frame;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;

/** Reads the frames topic. */
public final class SentFrames {
    private SentFrames() {}

    /** The frames of one camera, in order. */
    public static List<Frame> of(BrokerExtension broker, String camera) {
        var topic = Topics.defaults().frames();
        List<Frame> frames = new ArrayList<>();
        try (Cluster cluster = broker.connect();
                var consumer = cluster.reader()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(received ->
                                frames.add(topic.value().deserializer().deserialize(topic.name(), received.value())));
            }
        }
        return frames.stream().filter(frame -> frame.getCamera().equals(camera)).toList();
    }
}
