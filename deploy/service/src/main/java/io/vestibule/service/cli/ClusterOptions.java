package io.vestibule.service.cli;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.KafkaSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Flags of every command that reaches a cluster, whose configuration they complete. */
public final class ClusterOptions {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(
            order = ConfigurationOptions.LAST,
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, separated by commas. Without any: localhost:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            order = ConfigurationOptions.LAST,
            names = "--kafka-config",
            paramLabel = "NAME=VALUE",
            description = "A property of Kafka's, such as security.protocol=SSL. May be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** Everything that was given, here and elsewhere. */
    public Configuration load(CommandContext surroundings) {
        return load(surroundings, Map.of());
    }

    /** Whether brokers are named on the command line. */
    public boolean namesBrokers() {
        return bootstrapServers != null;
    }

    /**
     * Everything that was given, here and elsewhere.
     *
     * @param special key to text; they win over all flags
     */
    public Configuration load(CommandContext surroundings, Map<String, String> special) {
        Map<String, String> flags = new LinkedHashMap<>();
        properties.forEach((name, value) -> flags.put(KafkaSettings.PREFIX + name, value));
        if (bootstrapServers != null) {
            flags.put(KafkaSettings.PREFIX + "bootstrap.servers", bootstrapServers);
        }
        flags.putAll(special);
        return configuration.load(surroundings, flags);
    }
}
