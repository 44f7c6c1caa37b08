package io.vestibule.service.config;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Properties of the Kafka clients. They are passed on unchanged, so Kafka's documentation of TLS, SASL and time-outs applies.
 *
 * <p>As in Kafka Streams, a property without a prefix applies to every client. The prefixes {@code producer.}, {@code
 * consumer.} and {@code admin.} limit a property to one kind of client; it then wins over the property without a prefix.
 *
 * <p>{@link #REFUSED Some properties} cannot be set, because the topologies depend on their values.
 *
 * @param properties Kafka's names to values; contains {@code bootstrap.servers}
 */
public record KafkaSettings(Map<String, String> properties) {
    /** Prefix of the keys in the configuration. */
    public static final String PREFIX = "kafka.";

    private static final String PRODUCER = "producer.";
    private static final String CONSUMER = "consumer.";
    private static final String ADMIN = "admin.";
    static final List<String> CLIENT_PREFIXES =
            List.of(PRODUCER, CONSUMER, ADMIN, "main.consumer.", "restore.consumer.", "global.consumer.", "topic.");

    /** A command must report within seconds that the broker is unreachable. Kafka's default is one minute. */
    private static final Map<String, String> ADMIN_TIMEOUTS = Map.of(
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000",
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");

    /** Shorter parts are words such as "a", which would make a message unreadable. */
    private static final int SHORTEST_SECRET = 3;

    private static final String EXACTLY_ONCE = "identity events must be neither lost nor duplicated";
    private static final String DEAD_LETTERS = "a record that cannot be processed must become a dead letter";

    private static final String ONE_PARTITION = "all records of a camera must be in one partition";

    /** Properties that cannot be set, with or without a prefix, to the reason. */
    static final Map<String, String> REFUSED = refused();

    /** The broker that {@code ./vestibule broker} starts. The constructor reads the constants above. */
    public static final KafkaSettings DEFAULTS =
            new KafkaSettings(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"));

    private static Map<String, String> refused() {
        Map<String, String> reasons = new LinkedHashMap<>();
        reasons.put(StreamsConfig.APPLICATION_ID_CONFIG, "Vestibule sets it; use run.application-prefix");
        reasons.put(StreamsConfig.STATE_DIR_CONFIG, "Vestibule sets it; use run.state-directory");
        reasons.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, EXACTLY_ONCE);
        reasons.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "readers must ignore records of aborted transactions");
        reasons.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "offsets are committed in transactions");
        reasons.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, EXACTLY_ONCE);
        reasons.put(ProducerConfig.ACKS_CONFIG, EXACTLY_ONCE);
        reasons.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "Kafka Streams sets it");
        reasons.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DEAD_LETTERS);
        reasons.put("default.deserialization.exception.handler", DEAD_LETTERS);
        reasons.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DEAD_LETTERS);
        reasons.put(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, DEAD_LETTERS);
        reasons.put("default.production.exception.handler", DEAD_LETTERS);
        reasons.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                "Vestibule sets it; use topics.names.dead-letters");
        for (String serialisation : List.of(
                StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG,
                StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG)) {
            reasons.put(serialisation, "the topics have fixed types");
        }
        reasons.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, "capture times are checked");
        reasons.put(StreamsConfig.DEFAULT_CLIENT_SUPPLIER_CONFIG, EXACTLY_ONCE);
        reasons.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "a new group must read each topic from its beginning");
        reasons.put(ConsumerConfig.GROUP_ID_CONFIG, "Vestibule sets it; use run.application-prefix");
        reasons.put(ProducerConfig.PARTITIONER_CLASS_CONFIG, ONE_PARTITION);
        reasons.put(ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG, ONE_PARTITION);
        reasons.put(TopicConfig.CLEANUP_POLICY_CONFIG, "state is restored from compacted topics");
        reasons.put(
                StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG,
                "generated names would change with the topology and orphan its state");
        return Collections.unmodifiableMap(reasons);
    }

    public KafkaSettings {
        properties = Map.copyOf(properties);
        String servers = properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        if (servers == null || servers.isBlank()) {
            throw new IllegalArgumentException("bootstrap.servers must name at least one broker as host:port");
        }
        for (String property : new TreeSet<>(properties.keySet())) {
            reasonToRefuse(property).ifPresent(reason -> {
                throw new IllegalArgumentException(property + " cannot be set: " + reason);
            });
        }
    }

    /** Why a property cannot be set; empty if it can. */
    static Optional<String> reasonToRefuse(String property) {
        String name = CLIENT_PREFIXES.stream()
                .filter(property::startsWith)
                .map(prefix -> property.substring(prefix.length()))
                .findFirst()
                .orElse(property);
        return Optional.ofNullable(REFUSED.get(name));
    }

    /** Names that no client of Kafka knows. Plug-ins such as interceptors may use them. */
    public Set<String> unknownNames() {
        Set<String> unknown = new TreeSet<>(properties.keySet());
        unknown.removeIf(KafkaPropertyNames::isKnown);
        return unknown;
    }

    /** A message of Kafka without values of these properties, which may be passwords. The addresses of brokers remain. */
    public String withoutValues(String message) {
        List<String> secrets = properties.entrySet().stream()
                .filter(property -> !property.getKey().equals(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG))
                .map(Map.Entry::getValue)
                // The value of sasl.jaas.config has parts, and a message may quote one of them.
                .flatMap(value -> Stream.concat(Stream.of(value), Stream.of(value.split("[\\s=;\"']+"))))
                .filter(value -> value.length() >= SHORTEST_SECRET)
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        String safe = message;
        for (String secret : secrets) {
            safe = safe.replace(secret, "(value)");
        }
        return safe;
    }

    /** A copy with additional properties, which win over those of this. */
    public KafkaSettings with(Map<String, String> more) {
        Map<String, String> all = new HashMap<>(properties);
        all.putAll(more);
        return new KafkaSettings(all);
    }

    public String bootstrapServers() {
        return Objects.requireNonNull(
                properties.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG), "checked by the constructor");
    }

    public Map<String, Object> forProducer() {
        return forClient(PRODUCER, ProducerConfig.configNames(), Map.of());
    }

    public Map<String, Object> forConsumer() {
        return forClient(CONSUMER, ConsumerConfig.configNames(), Map.of());
    }

    public Map<String, Object> forAdmin() {
        return forClient(ADMIN, AdminClientConfig.configNames(), ADMIN_TIMEOUTS);
    }

    /** All properties, with their prefixes. Kafka Streams assigns them to its clients. */
    public Map<String, Object> forStreams() {
        return new TreeMap<>(properties);
    }

    private Map<String, Object> forClient(String prefix, Set<String> clientNames, Map<String, String> defaults) {
        Map<String, Object> own = new HashMap<>(defaults);
        properties.forEach((name, value) -> {
            boolean prefixed = CLIENT_PREFIXES.stream().anyMatch(name::startsWith);
            // An unknown name is passed on: it may belong to an interceptor or a login module.
            boolean ofStreams = StreamsConfig.configDef().names().contains(name) && !clientNames.contains(name);
            if (!prefixed && !ofStreams) {
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

    /** The names only, because values may be passwords. */
    @Override
    public String toString() {
        return "KafkaSettings" + properties.keySet();
    }
}
