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

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic as a value: all that its writers, its readers and the broker must agree on.
 *
 * @param role purpose of the topic, in kebab-case; fixed, while the name is configurable.
 * @param name name on the broker, 1 to 249 characters of letters, digits, dot, dash and underscore.
 * @param key serde of the keys.
 * @param value serde of the values.
 * @param partitions number of partitions, at least 1.
 * @param retention how long a record is kept, at least one minute; for a compacted topic, how long a tombstone can be read.
 * @param cleanupPolicy what the broker does with old records.
 * @param timestampSource clock of the record timestamps; retention counts by this clock.
 * @param maxMessageBytes largest batch that the broker accepts. It is also the limit of one record, compressed if the
 *     producer compresses.
 */
@RecordBuilder
public record Topic<K, V>(
        String role,
        String name,
        Serde<K> key,
        Serde<V> value,
        int partitions,
        Duration retention,
        CleanupPolicy cleanupPolicy,
        TimestampSource timestampSource,
        int maxMessageBytes)
        implements TopicBuilder.With<K, V> {

    private static final Pattern ROLE = Pattern.compile("[a-z]+(-[a-z]+)*");
    private static final Pattern NAME = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
    private static final Duration MIN_RETENTION = Duration.ofMinutes(1);

    /** The broker deletes and compacts only whole closed segments, so deletion is late by up to one segment. */
    private static final int SEGMENTS_IN_RETENTION = 6;

    private static final Duration MAX_SEGMENT = Duration.ofDays(1);

    /** Longest time that an erased or replaced value remains on disk. */
    private static final Duration MAX_COMPACTION_LAG = Duration.ofHours(1);

    public Topic {
        require(ROLE.matcher(role).matches(), role, "invalid role; use kebab-case");
        require(
                NAME.matcher(name).matches(),
                role,
                "invalid name \"" + name + "\"; use 1 to 249 letters, digits, dots, dashes and underscores");
        requireNonNull(key, "key");
        requireNonNull(value, "value");
        require(partitions >= 1, role, partitions + " partitions; use at least 1");
        require(
                retention.compareTo(MIN_RETENTION) >= 0,
                role,
                "retention of " + retention + "; use at least " + MIN_RETENTION);
        requireNonNull(cleanupPolicy, "cleanupPolicy");
        requireNonNull(timestampSource, "timestampSource");
        require(maxMessageBytes >= 1, role, "maximum message size of " + maxMessageBytes + " bytes; use at least 1");
    }

    /** The topic-level configuration with which the topic is created. */
    public Map<String, String> config() {
        return switch (cleanupPolicy) {
            case DELETE ->
                Map.of(
                        CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_DELETE,
                        RETENTION_MS_CONFIG, millis(retention),
                        SEGMENT_MS_CONFIG, millis(segment()),
                        MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampSource.configValue(),
                        MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes));
            case COMPACT ->
                Map.of(
                        CLEANUP_POLICY_CONFIG, CLEANUP_POLICY_COMPACT,
                        DELETE_RETENTION_MS_CONFIG, millis(retention),
                        MAX_COMPACTION_LAG_MS_CONFIG, millis(MAX_COMPACTION_LAG),
                        MESSAGE_TIMESTAMP_TYPE_CONFIG, timestampSource.configValue(),
                        MAX_MESSAGE_BYTES_CONFIG, String.valueOf(maxMessageBytes));
        };
    }

    private Duration segment() {
        Duration share = retention.dividedBy(SEGMENTS_IN_RETENTION);
        return share.compareTo(MAX_SEGMENT) < 0 ? share : MAX_SEGMENT;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    private static void require(boolean condition, String role, String message) {
        if (!condition) {
            throw new IllegalArgumentException("topic " + role + ": " + message);
        }
    }
}
