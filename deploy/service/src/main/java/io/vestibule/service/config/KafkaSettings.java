package io.vestibule.service.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How to reach the cluster: Kafka's own properties, passed on as they are, so TLS, SASL and all else work as Kafka's
 * documentation says.
 *
 * <p>As in Kafka Streams, a property without a prefix goes to every client, and one that begins with {@code producer.},
 * {@code consumer.} or {@code admin.} goes to that kind alone and wins over the plain one.
 *
 * @param properties Kafka's names to values; holds {@code bootstrap.servers}
 */
public record KafkaSettings(Map<String, String> properties) {
    /** The broker that {@code ./vestibule broker} starts. */
    public static final KafkaSettings DEFAULTS =
            new KafkaSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"));

    /** All names of properties lie under it. */
    public static final String PREFIX = "kafka.";

    private static final String PRODUCER = "producer.";
    private static final String CONSUMER = "consumer.";
    private static final String ADMIN = "admin.";
    private static final List<String> OF_ONE_KIND =
            List.of(PRODUCER, CONSUMER, ADMIN, "main.consumer.", "restore.consumer.", "global.consumer.", "topic.");

    /** A command line should say within seconds that no broker is there; Kafka's own default is a minute. */
    private static final Map<String, String> IMPATIENT = Map.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");

    public KafkaSettings {
        properties = Map.copyOf(properties);
        String servers = properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (servers == null || servers.isBlank()) {
            throw new IllegalArgumentException("bootstrap.servers must name at least one broker as host:port");
        }
        if (properties.containsKey(StreamsConfig.APPLICATION_ID_CONFIG)) {
            throw new IllegalArgumentException(
                    "application.id is Vestibule's to give; run.application-prefix changes its beginning");
        }
    }

    /** The same with these properties, too; they win. */
    public KafkaSettings with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(more);
        return new KafkaSettings(all);
    }

    public String bootstrapServers() {
        return properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
    }

    public Map<String, Object> forProducer() {
        return forOne(PRODUCER, ProducerConfig.configNames(), Map.of());
    }

    public Map<String, Object> forConsumer() {
        return forOne(CONSUMER, ConsumerConfig.configNames(), Map.of());
    }

    public Map<String, Object> forAdmin() {
        return forOne(ADMIN, AdminClientConfig.configNames(), IMPATIENT);
    }

    /** Everything, prefixes and all: Kafka Streams sorts them itself. */
    public Map<String, Object> forStreams() {
        return new TreeMap<>(properties);
    }

    private Map<String, Object> forOne(String prefix, Set<String> understood, Map<String, String> defaults) {
        Map<String, Object> own = new HashMap<>(defaults);
        properties.forEach((name, value) -> {
            boolean ofOneKind = OF_ONE_KIND.stream().anyMatch(name::startsWith);
            // A name that nobody knows may belong to somebody's interceptor or login module.
            boolean ofStreams = StreamsConfig.configDef().names().contains(name) && !understood.contains(name);
            if (!ofOneKind && !ofStreams) {
                own.put(name, value);
            }
        });
        properties.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                own.put(name.substring(prefix.length()), value);
            }
        });
        return own;
    }

    /** Without values, which may be passwords. */
    @Override
    public String toString() {
        return "KafkaSettings" + properties.keySet();
    }
}
