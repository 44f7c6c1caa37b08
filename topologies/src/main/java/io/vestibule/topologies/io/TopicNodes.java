package io.vestibule.topologies.io;

import io.vestibule.schemas.topics.Topic;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** Sources and sinks of topics as values, so that no topology repeats what a topic knows of itself. */
public final class TopicNodes {

    private TopicNodes() {}

    /** Reads a topic from its beginning, in capture time. */
    public static void source(Topology topology, String name, Topic<?, ?> topic, CaptureTimeExtractor time) {
        add(topology, name, topic, time);
    }

    /** Reads a topic from its beginning, in the time of its records. */
    public static void source(Topology topology, String name, Topic<?, ?> topic) {
        add(topology, name, topic, (record, partitionTime) -> Math.max(0, record.timestamp()));
    }

    public static void sink(Topology topology, String name, Topic<?, ?> topic, String... parents) {
        topology.addSink(
                name, topic.name(), topic.key().serializer(), topic.value().serializer(), parents);
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
