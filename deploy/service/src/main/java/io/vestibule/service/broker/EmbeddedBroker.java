package io.vestibule.service.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka node in this JVM: broker and controller in one, on the loopback address only.
 *
 * <p>It supports what Vestibule needs of a cluster (transactions, compaction, consumer groups), but not what production needs
 * (replicas, authentication). It does not create topics automatically: {@code auto.create.topics.enable} is off. {@link
 * #close()} stops the node, which takes about a second, and deletes the folder if it is temporary.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** Largest {@code max.message.bytes} that a topic can have. */
    public static final int LARGEST_RECORD_BYTES = 32 * 1024 * 1024;

    private final KafkaRaftServer server;
    private final String bootstrapServers;
    private final Path folder;
    private final boolean temporary;

    private EmbeddedBroker(KafkaRaftServer server, String bootstrapServers, Path folder, boolean temporary) {
        this.server = server;
        this.bootstrapServers = bootstrapServers;
        this.folder = folder;
        this.temporary = temporary;
    }

    /** Starts a broker on a free port and a new temporary folder. It is ready when this method returns. */
    public static EmbeddedBroker start() {
        return start(Optional.empty(), 0);
    }

    /**
     * Starts a broker. It is ready when this method returns.
     *
     * @param folder data folder, created if missing and kept on close; empty for a temporary folder that is deleted on close
     * @param port port on the loopback address, 1 to 65535; 0 for any free port
     * @throws BrokerStartException if the port or the folder is in use, or the folder cannot be written
     */
    public static EmbeddedBroker start(Optional<Path> folder, int port) {
        BrokerFolder home = folder.map(BrokerFolder::at).orElseGet(BrokerFolder::temporary);
        try {
            Ports ports = Ports.choose(port);
            home.requireUnused();
            format(home);
            KafkaRaftServer server = new KafkaRaftServer(
                    new KafkaConfig(
                            EmbeddedBrokerProperties.of(home.path(), ports.broker(), ports.controller()), false),
                    Time.SYSTEM);
            server.startup();
            return new EmbeddedBroker(server, "localhost:" + ports.broker(), home.path(), home.isTemporary());
        } catch (BrokerStartException failure) {
            home.deleteIfTemporary();
            throw failure;
        } catch (Exception failure) {
            home.deleteIfTemporary();
            throw new BrokerStartException("the broker did not start: " + failure.getMessage(), failure);
        }
    }

    /** Value for a client's {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** The data folder. */
    public Path folder() {
        return folder;
    }

    /** Waits until the broker is closed. */
    public void awaitShutdown() {
        server.awaitShutdown();
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            BrokerFolder.delete(folder);
        }
    }

    private static void format(BrokerFolder home) throws Exception {
        try (PrintStream discarded = new PrintStream(OutputStream.nullOutputStream())) {
            new Formatter()
                    .setPrintStream(discarded)
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                    .setNodeId(EmbeddedBrokerProperties.NODE)
                    .setClusterId(home.clusterId())
                    .setControllerListenerName(EmbeddedBrokerProperties.CONTROLLER_LISTENER)
                    .setMetadataLogDirectory(home.path().toString())
                    .addDirectory(home.path().toString())
                    .setIgnoreFormatted(true)
                    .run();
        }
    }

    /**
     * The two ports of the node. Kafka needs the controller's port before it starts, so free ports are found first. Both
     * sockets are open at the same time, so that the ports differ.
     */
    private record Ports(int broker, int controller) {
        static Ports choose(int wanted) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket broker = new ServerSocket();
                    ServerSocket controller = new ServerSocket(0, 1, loopback)) {
                broker.setReuseAddress(true);
                broker.bind(new InetSocketAddress(loopback, wanted), 1);
                return new Ports(broker.getLocalPort(), controller.getLocalPort());
            } catch (IOException taken) {
                throw new BrokerStartException(
                        "port " + wanted + " is in use (" + taken.getMessage() + "); choose another one with --port",
                        taken);
            }
        }
    }
}
