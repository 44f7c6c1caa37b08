package io.vestibule.service.cli;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.KafkaSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of all commands that use a Kafka cluster. They include the options of {@link ConfigurationOptions}. */
public final class ClusterOptions {
    @Mixin
    private ConfigurationOptions configuration = new ConfigurationOptions();

    @Option(
            order = ConfigurationOptions.LAST,
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, separated by commas. Default: kafka.bootstrap.servers of the configuration.")
    private @Nullable String bootstrapServers;

    @Option(
            order = ConfigurationOptions.LAST,
            names = "--kafka-config",
            paramLabel = "NAME=VALUE",
            description = "Property of the Kafka clients, such as security.protocol=SSL. Can be repeated.")
    private Map<String, String> properties = new LinkedHashMap<>();

    /** The configuration from all sources. */
    public Configuration load(CommandContext context) {
        return load(context, Map.of());
    }

    /** Whether the command line names brokers. */
    public boolean namesBrokers() {
        return bootstrapServers != null;
    }

    /**
     * The configuration from all sources.
     *
     * @param overrides key to text; they win over all options
     */
    public Configuration load(CommandContext context, Map<String, String> overrides) {
        Map<String, String> options = new LinkedHashMap<>();
        properties.forEach((name, value) -> options.put(KafkaSettings.PREFIX + name, value));
        if (bootstrapServers != null) {
            options.put(KafkaSettings.PREFIX + "bootstrap.servers", bootstrapServers);
        }
        options.putAll(overrides);
        return configuration.load(context, options);
    }
}
