package io.vestibule.schemas.topics;

import static java.util.Objects.requireNonNull;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_COMPACT;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_DELETE;
import static org.apache.kafka.common.config.TopicConfig.DELETE_RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.RETENTION_MS_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.SEGMENT_MS_CONFIG;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as a value: all that must agree between those who write it, those who read it and the broker.
 *
 * @param role what the topic is for, in kebab-case; never changes, whatever the topic is called
 * @param name its name on the broker, 1 to 249 characters of letters, digits, dot, dash and underscore
 * @param key serde of its keys
 * @param value serde of its values
 * @param partitions how many, at least 1
 * @param retention how long a record is kept, at least a minute; of a compacted topic, how long a tombstone can still be read
 * @param cleanup what happens to old records
 * @param stamp whose clock stamps its records; retention is counted by that clock
 * @param maxMessageBytes largest batch that the broker takes, which is also the largest record (compressed, where the
 *     producer compresses)
 */
public record Topic<K, V>(
        String role,
        String name,
        Serde<K> key,
        Serde<V> value,
        int partitions,
        Duration retention,
        CleanupPolicy cleanup,
        TimestampSource stamp,
        int maxMessageBytes) {

    private static final Pattern ROLE = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final Duration SHORTEST_RETENTION = Duration.ofMinutes(1);

    /** The broker deletes and compacts whole closed segments, so what it promises is late by up to one segment. */
    private static final int SEGMENTS_IN_RETENTION = 6;

    private static final Duration LONGEST_SEGMENT = Duration.ofDays(1);

    /** The longest that an erased or replaced value may stay on disk. */
    private static final Duration COMPACTED_WITHIN = Duration.ofHours(1);

    public Topic {
        require(ROLE.matcher(role).matches(), role, "a role is kebab-case");
        require(NAME.matcher(name).matches(), role, "\"" + name + "\" is no name that Kafka takes");
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        require(partitions >= 1, role, "needs at least one partition, not " + partitions);
        require(
                retention.compareTo(SHORTEST_RETENTION) >= 0,
                role,
                "cannot retain for less than " + SHORTEST_RETENTION);
        requireNonNull(cleanup, "cleanup");
        requireNonNull(stamp, "stamp");
        require(maxMessageBytes >= 1, role, "must take messages of at least one byte, not " + maxMessageBytes);
    }

    /** The same topic under another name. */
    public Topic<K, V> named(String other) {
        return new Topic<>(role, other, key, value, partitions, retention, cleanup, stamp, maxMessageBytes);
    }

    /** The same topic, divided otherwise. */
    public Topic<K, V> partitioned(int count) {
        return new Topic<>(role, name, key, value, count, retention, cleanup, stamp, maxMessageBytes);
    }

    /** What the broker is told when the topic is created, as Kafka's topic-level configuration. */
    public Map<String, String> config() {
        return switch (cleanup) {
            case DELETE ->
                Map.of(
                        CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE,
                        RETENTION_MS_CONFIG, millis(retention),
                        SEGMENT_MS_CONFIG, millis(segment()),
                        MESSAGE_TIMESTAMP_TYPE_CONFIG, stamp.configured(),
                        MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes));
            case COMPACT ->
                Map.of(
                        CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT,
                        DELETE_RETENTION_MS_CONFIG, millis(retention),
                        MAX_COMPACTION_LAG_MS_CONFIG, millis(COMPACTED_WITHIN),
                        MESSAGE_TIMESTAMP_TYPE_CONFIG, stamp.configured(),
                        MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes));
        };
    }

    private Duration segment() {
        final var share = retention.dividedBy(SEGMENTS_IN_RETENTION);
        return share.compareTo(LONGEST_SEGMENT) < 0 ? share : LONGEST_SEGMENT;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private static void require(boolean holds, String role, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("topic " + role + ": " + otherwise);
        }
    }
}
