package io.vestibule.service.broker;

import java.nio.file.Path;
import java.util.Map;

/** Properties of a single small node that starts quickly. Each one differs from Kafka's default for the reason beside it. */
final class EmbeddedBrokerProperties {
    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private EmbeddedBrokerProperties() {}

    static Map<String, String> of(Path folder, int brokerPort, int controllerPort) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", String.valueOf(NODE)),
                Map.entry("log.dirs", folder.toString()),
                // Loopback only, because the node has no authentication.
                Map.entry(
                        "listeners",
                        "PLAINTEXT://localhost:" + brokerPort + "," + CONTROLLER_LISTENER + "://localhost:"
                                + controllerPort),
                Map.entry("controller.listener.names", CONTROLLER_LISTENER),
                Map.entry(
                        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT"),
                Map.entry("controller.quorum.voters", NODE + "@localhost:" + controllerPort),
                // A misspelled topic must be an error.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("message.max.bytes", String.valueOf(EmbeddedBroker.LARGEST_RECORD_BYTES)),
                Map.entry("replica.fetch.max.bytes", String.valueOf(EmbeddedBroker.LARGEST_RECORD_BYTES)),
                // One node can have one replica only. One partition, because creating fifty takes seconds.
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("share.coordinator.state.topic.num.partitions", "1"),
                // The first member of a group does not wait three seconds for others.
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                // The default of 128 MiB of heap is meant for disks full of compacted topics.
                Map.entry("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024)),
                Map.entry("log.cleaner.io.buffer.size", String.valueOf(512 * 1024)),
                Map.entry("log.index.size.max.bytes", String.valueOf(1024 * 1024)),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"));
    }
}
