package io.vestibule.service.config;

import io.vestibule.common.yaml.Spelling;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;

/** Names of the properties that Kafka's clients know, with and without the prefix of a client. */
final class KafkaPropertyNames {
    /** Prefix of the properties of changelog topics. */
    private static final String TOPIC = "topic.";

    private static final Set<String> KNOWN = known();

    private KafkaPropertyNames() {}

    /** Whether a client uses this property. */
    static boolean isKnown(String property) {
        // The names of providers are free.
        return KNOWN.contains(property) || property.startsWith(AbstractConfig.CONFIG_PROVIDERS_CONFIG);
    }

    /** The known name that an unknown one probably means. */
    static Optional<String> similar(String property) {
        return Spelling.closest(property, KNOWN);
    }

    private static Set<String> known() {
        Set<String> clients = new TreeSet<>(AdminClientConfig.configNames());
        clients.addAll(ConsumerConfig.configNames());
        clients.addAll(ProducerConfig.configNames());
        Set<String> names = new TreeSet<>(StreamsConfig.configDef().names());
        names.addAll(clients);
        for (String prefix : KafkaSettings.CLIENT_PREFIXES) {
            (prefix.equals(TOPIC) ? topicSettings() : clients).forEach(name -> names.add(prefix + name));
        }
        return names;
    }

    /** Kafka lists them as constants only. */
    private static List<String> topicSettings() {
        return Arrays.stream(TopicConfig.class.getFields())
                .filter(field -> field.getName().endsWith("_CONFIG"))
                .map(field -> {
                    try {
                        return String.valueOf(field.get(null));
                    } catch (IllegalAccessException impossible) {
                        throw new IllegalStateException("public constants can be read", impossible);
                    }
                })
                .toList();
    }
}
