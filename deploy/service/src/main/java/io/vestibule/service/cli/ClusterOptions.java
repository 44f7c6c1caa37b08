package io.vestibule.service.cli;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.KafkaSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
            converter = KeyValue.Converter.class,
            description =
                    "Property of the Kafka clients, such as security.protocol=SSL. Can be repeated. Other users of the"
                            + " machine can read it: put passwords into the file of --config or into the environment.")
    private List<KeyValue> properties = new ArrayList<>();

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
        properties.forEach(property -> options.put(KafkaSettings.PREFIX + property.key(), property.value()));
        if (bootstrapServers != null) {
            options.put(KafkaSettings.PREFIX + "bootstrap.servers", bootstrapServers);
        }
        options.putAll(overrides);
        return configuration.load(context, options);
    }
}
