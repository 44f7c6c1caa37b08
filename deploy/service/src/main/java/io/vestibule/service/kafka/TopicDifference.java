package io.vestibule.service.kafka;

import static org.apache.kafka.common.config.TopicConfig.CLEANUP_POLICY_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MAX_MESSAGE_BYTES_CONFIG;
import static org.apache.kafka.common.config.TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG;

import com.fasterxml.jackson.annotation.JsonValue;
import io.vestibule.schemas.topics.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A setting of a topic on the broker that is not as configured.
 *
 * @param setting name of Kafka's setting, or {@value #PARTITIONS}
 * @param actual value on the broker
 * @param wanted value of the configuration
 * @param harmful whether the topologies give wrong results, or stop, with the actual value
 */
public record TopicDifference(String setting, String actual, String wanted, boolean harmful) {
    /** The number of partitions, which is not a setting of the topic. */
    public static final String PARTITIONS = "partitions";

    /** Topics with one partition, which keeps requests and templates in one order for all readers. */
    private static final Set<String> IN_ONE_ORDER = Set.of("gallery", "centres", "enrolments");

    /** Only other programs write these topics, and they keep to the limit of the broker. */
    private static final Set<String> ONLY_READ = Set.of("frames", "enrolments");

    static List<TopicDifference> of(Topic<?, ?> topic, int partitions, Map<String, String> config) {
        List<TopicDifference> differences = new ArrayList<>();
        if (partitions != topic.partitions()) {
            differences.add(new TopicDifference(
                    PARTITIONS,
                    String.valueOf(partitions),
                    String.valueOf(topic.partitions()),
                    IN_ONE_ORDER.contains(topic.role())));
        }
        new TreeMap<>(topic.config()).forEach((name, wanted) -> {
            String actual = config.get(name);
            // Services that are compatible with Kafka do not have all settings.
            if (actual != null && !wanted.equals(actual)) {
                boolean harmful = isHarmful(topic.role(), name, actual, wanted);
                differences.add(new TopicDifference(name, actual, wanted, harmful));
            }
        });
        return differences;
    }

    private static boolean isHarmful(String role, String setting, String actual, String wanted) {
        return switch (setting) {
            // A compacted topic that deletes forgets subjects. Another clock defeats the check of capture times.
            case CLEANUP_POLICY_CONFIG, MESSAGE_TIMESTAMP_TYPE_CONFIG -> true;
            case MAX_MESSAGE_BYTES_CONFIG ->
                !ONLY_READ.contains(role) && Long.parseLong(actual) < Long.parseLong(wanted);
            default -> false;
        };
    }

    @JsonValue
    @Override
    public String toString() {
        return setting + " " + actual + " instead of " + wanted;
    }
}
