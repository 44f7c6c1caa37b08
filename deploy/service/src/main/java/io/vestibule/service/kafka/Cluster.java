package io.vestibule.service.kafka;

import io.vestibule.schemas.topics.Topic;
import io.vestibule.service.config.KafkaSettings;
import io.vestibule.service.config.TopicSettings;
import io.vestibule.service.kafka.ClusterException.Fault;
import io.vestibule.service.kafka.TopicState.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reachable Kafka cluster: creates clients and topics.
 *
 * <p>Every method throws {@link ClusterException}, and no other exception, if a Kafka request fails.
 */
public final class Cluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Cluster.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private static final Duration LISTING_TIMEOUT = Duration.ofSeconds(15);
    private static final Duration LISTING_INTERVAL = Duration.ofMillis(20);

    private final KafkaSettings settings;
    private final Admin admin;

    private Cluster(KafkaSettings settings, Admin admin) {
        this.settings = settings;
        this.admin = admin;
    }

    /** Connects to the cluster. Returns after the first successful request. */
    public static Cluster connect(KafkaSettings settings) {
        settings.unknownNames().forEach(name -> LOG.atWarn()
                .addKeyValue("property", KafkaSettings.PREFIX + name)
                .log("Kafka's clients do not know this property; only a plug-in can use it"));
        Admin admin;
        try {
            admin = Admin.create(settings.forAdmin());
        } catch (KafkaException refused) {
            throw ClusterException.invalidSettings(settings, refused);
        }
        Cluster cluster = new Cluster(settings, admin);
        try {
            cluster.await(admin.describeCluster().nodes());
            return cluster;
        } catch (ClusterException unreachable) {
            cluster.close();
            throw unreachable;
        }
    }

    public KafkaSettings settings() {
        return settings;
    }

    public Admin admin() {
        return admin;
    }

    /**
     * Creates missing topics and returns the state of all topics. Existing topics are not changed.
     *
     * <p>The controller confirms a topic before each broker knows it. This method therefore waits until the topics are listed.
     */
    public List<TopicState> create(TopicSettings configured) {
        List<TopicState> before = states(configured);
        Map<String, KafkaFuture<Void>> creations = admin.createTopics(configured.topics().all().stream()
                        .filter(topic -> is(State.MISSING, topic, before))
                        .map(topic -> asNew(topic, configured))
                        .toList())
                .values();
        creations.values().forEach(this::awaitTopicCreation);
        awaitListing(creations.keySet());
        return states(configured).stream()
                .map(state -> creations.containsKey(state.name()) ? state.with(State.CREATED) : state)
                .toList();
    }

    /**
     * Sets the settings of existing topics as configured, and returns the state of all topics. Partitions are not changed.
     *
     * <p>Another number of partitions would move cameras to partitions without their state.
     */
    public List<TopicState> update(TopicSettings configured) {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (TopicState topic : states(configured)) {
            List<AlterConfigOp> settings = topic.differences().stream()
                    .filter(difference -> topic.state() == State.PRESENT
                            && !difference.setting().equals(TopicDifference.PARTITIONS))
                    .map(difference -> new AlterConfigOp(
                            new ConfigEntry(difference.setting(), difference.wanted()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!settings.isEmpty()) {
                changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), settings);
            }
        }
        await(admin.incrementalAlterConfigs(changes).all());
        Set<String> updated =
                changes.keySet().stream().map(ConfigResource::name).collect(Collectors.toSet());
        return awaitSettings(configured, updated).stream()
                .map(state -> updated.contains(state.name()) ? state.with(State.UPDATED) : state)
                .toList();
    }

    /** The controller confirms a setting before each broker knows it. */
    private List<TopicState> awaitSettings(TopicSettings configured, Set<String> updated) {
        long start = System.nanoTime();
        List<TopicState> states = states(configured);
        while (states.stream().anyMatch(topic -> updated.contains(topic.name()) && hasOtherSettings(topic))
                && System.nanoTime() - start < LISTING_TIMEOUT.toNanos()) {
            LockSupport.parkNanos(LISTING_INTERVAL.toNanos());
            states = states(configured);
        }
        return states;
    }

    private static boolean hasOtherSettings(TopicState topic) {
        return topic.differences().stream()
                .anyMatch(difference -> !difference.setting().equals(TopicDifference.PARTITIONS));
    }

    /** Id of the cluster, which does not change while the cluster keeps its data. Some compatible services have none. */
    public String id() {
        return Objects.requireNonNullElse(await(admin.describeCluster().clusterId()), "none");
    }

    private void awaitListing(Set<String> created) {
        long start = System.nanoTime();
        while (!await(admin.listTopics().names()).containsAll(created)) {
            if (System.nanoTime() - start > LISTING_TIMEOUT.toNanos()) {
                throw new ClusterException(
                        Fault.OTHER,
                        "the brokers at " + settings.bootstrapServers() + " do not list the created topics after "
                                + LISTING_TIMEOUT.toSeconds() + " s; check the cluster, then repeat the command");
            }
            LockSupport.parkNanos(LISTING_INTERVAL.toNanos());
        }
    }

    /** Compares the topics on the broker with the configured topics. */
    public List<TopicState> states(TopicSettings configured) {
        Set<String> existing = await(admin.listTopics().names());
        List<Topic<?, ?>> topics = configured.topics().all();
        List<String> present =
                topics.stream().map(Topic::name).filter(existing::contains).toList();
        Map<String, TopicDescription> descriptions =
                await(admin.describeTopics(present).allTopicNames());
        Map<String, Config> configs = configs(present);
        List<TopicState> states = new ArrayList<>();
        for (Topic<?, ?> topic : topics) {
            TopicDescription description = descriptions.get(topic.name());
            states.add(
                    description == null
                            ? new TopicState(topic.role(), topic.name(), State.MISSING, topic.partitions(), List.of())
                            : new TopicState(
                                    topic.role(),
                                    topic.name(),
                                    State.PRESENT,
                                    description.partitions().size(),
                                    differences(topic, description, config(topic.name(), configs))));
        }
        return states;
    }

    /** Fails if one of these topics is missing. */
    public void requireTopics(List<Topic<?, ?>> topics) {
        Set<String> existing = await(admin.listTopics().names());
        String missing = topics.stream()
                .map(Topic::name)
                .filter(name -> !existing.contains(name))
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            throw new ClusterException(
                    Fault.TOPIC_MISSING,
                    "missing topic " + missing + " on " + settings.bootstrapServers()
                            + "; create it with 'vestibule topics create'");
        }
    }

    /** Largest record batch of a topic in bytes. It is the declared size if the broker does not permit the request. */
    public int largestBatch(Topic<?, ?> topic) {
        try {
            Config config = config(topic.name(), configs(List.of(topic.name())));
            return Integer.parseInt(
                    config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        } catch (ClusterException refused) {
            if (refused.getCause() instanceof AuthorizationException) {
                return topic.maxMessageBytes();
            }
            throw refused;
        }
    }

    /**
     * An idempotent producer for one topic, with acknowledgement by all replicas.
     *
     * @param defaults properties of this use; those of the configuration win
     */
    public <K, V> Producer<K, V> producer(Topic<K, V> topic, Map<String, Object> defaults) {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.putAll(settings.forProducer());
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        try {
            return new KafkaProducer<>(
                    properties, topic.key().serializer(), topic.value().serializer());
        } catch (KafkaException refused) {
            throw ClusterException.invalidSettings(settings, refused);
        }
    }

    /** A consumer of committed records without a group. It reads bytes, so that an invalid record does not stop it. */
    public Consumer<byte[], byte[]> reader() {
        return reader(Map.of());
    }

    /**
     * A {@link #reader()} with additional properties.
     *
     * @param additional properties that win over the configuration
     */
    public Consumer<byte[], byte[]> reader(Map<String, Object> additional) {
        Map<String, Object> properties = new HashMap<>(settings.forConsumer());
        properties.putAll(additional);
        properties.remove(ConsumerConfig.GROUP_ID_CONFIG);
        properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        try {
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        } catch (KafkaException refused) {
            throw ClusterException.invalidSettings(settings, refused);
        }
    }

    /** Translates an exception from the construction of a client of this cluster. */
    public ClusterException invalidSettings(RuntimeException refused) {
        return refused instanceof KafkaException kafka
                ? ClusterException.invalidSettings(settings, kafka)
                : new ClusterException(Fault.SETTINGS, String.valueOf(refused.getMessage()), refused);
    }

    /** Translates an exception of a Kafka client. */
    public ClusterException translate(Throwable thrown) {
        String servers = settings.bootstrapServers();
        if (thrown instanceof AuthenticationException || thrown instanceof AuthorizationException) {
            return new ClusterException(
                    Fault.UNREACHABLE,
                    "the broker at " + servers + " rejected the credentials: " + thrown.getMessage(),
                    thrown);
        }
        if (thrown instanceof TimeoutException || thrown instanceof RetriableException) {
            return new ClusterException(
                    Fault.UNREACHABLE, "no broker is reachable at " + servers + ": " + thrown.getMessage(), thrown);
        }
        return new ClusterException(
                Fault.OTHER, "Kafka request to " + servers + " failed: " + thrown.getMessage(), thrown);
    }

    /** Translates the cause of a failed asynchronous request. */
    public ClusterException translateCause(ExecutionException failed) {
        Throwable cause = failed.getCause();
        return translate(cause == null ? failed : cause);
    }

    @Override
    public void close() {
        admin.close(CLOSE_WITHIN);
    }

    private <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException failed) {
            throw translateCause(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Fault.OTHER, "interrupted during a Kafka request", interrupted);
        }
    }

    private void awaitTopicCreation(KafkaFuture<Void> creation) {
        try {
            creation.get();
        } catch (ExecutionException failed) {
            // Another process may create the topic at the same time.
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw translateCause(failed);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ClusterException(Fault.OTHER, "interrupted during the creation of a topic", interrupted);
        }
    }

    private Map<String, Config> configs(List<String> topics) {
        List<ConfigResource> resources = topics.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        return await(admin.describeConfigs(resources).all()).entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    }

    private static Config config(String topic, Map<String, Config> configs) {
        Config config = configs.get(topic);
        if (config == null) {
            throw new ClusterException(Fault.OTHER, "the broker returned no configuration of topic " + topic);
        }
        return config;
    }

    private static List<TopicDifference> differences(Topic<?, ?> topic, TopicDescription description, Config config) {
        Map<String, String> actual = new HashMap<>();
        config.entries().forEach(entry -> actual.put(entry.name(), String.valueOf(entry.value())));
        return TopicDifference.of(topic, description.partitions().size(), actual);
    }

    private static NewTopic asNew(Topic<?, ?> topic, TopicSettings configured) {
        Optional<Short> replicas =
                configured.replicas() == 0 ? Optional.empty() : Optional.of((short) configured.replicas());
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), replicas).configs(topic.config());
    }

    private static boolean is(State state, Topic<?, ?> topic, List<TopicState> states) {
        return states.stream()
                .anyMatch(candidate -> candidate.name().equals(topic.name()) && candidate.state() == state);
    }
}
