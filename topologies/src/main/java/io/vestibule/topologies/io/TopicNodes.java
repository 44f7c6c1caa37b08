package io.vestibule.topologies.io;

import io.vestibule.schemas.topics.Topic;
import io.vestibule.topologies.errors.SizeLimitedSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Adds source and sink nodes of typed topics to a topology, so that no topology repeats names and serdes. */
public final class TopicNodes {

    private TopicNodes() {}

    /** Adds a source that reads a topic from its beginning and uses capture time. */
    public static <V> void addSource(
            Topology topology, String name, Topic<?, V> topic, CaptureTimeExtractor<V> captureTime) {
        add(topology, name, topic, captureTime);
    }

    /** Adds a source that reads a topic from its beginning and uses the timestamps of the records, but never a time after the wall clock. */
    public static void addSource(Topology topology, String name, Topic<?, ?> topic) {
        add(
                topology,
                name,
                topic,
                (record, partitionTime) -> CaptureTimeExtractor.recorded(record, System.currentTimeMillis()));
    }

    /** Adds a sink that writes a topic. It refuses keys and values that do not fit into one record of the topic. */
    public static void addSink(Topology topology, String name, Topic<?, ?> topic, String... parents) {
        topology.addSink(
                name,
                topic.name(),
                SizeLimitedSerializer.ofKeys(topic.key().serializer()),
                SizeLimitedSerializer.ofValues(topic.value().serializer(), topic.maxMessageBytes()),
                parents);
    }

    private static void add(Topology topology, String name, Topic<?, ?> topic, TimestampExtractor time) {
        topology.addSource(
                AutoOffsetReset.earliest(),
                name,
                time,
                topic.key().deserializer(),
                topic.value().deserializer(),
                topic.name());
    }
}
