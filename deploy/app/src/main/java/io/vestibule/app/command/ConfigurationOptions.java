package io.vestibule.app.command;

import io.vestibule.app.config.Configuration;
import io.vestibule.app.config.KafkaSettings;
import io.vestibule.app.config.Sources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of every command that has a configuration. */
public final class ConfigurationOptions {
    /** Behind a command's own flags in its help. */
    private static final int LAST = 100;

    @Option(
            order = LAST,
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file; else $VESTIBULE_CONFIG, else ./vestibule.yaml if there is one.")
    private @Nullable Path file;

    @Option(
            order = LAST,
            names = {"-b", "--bootstrap-servers"},
            paramLabel = "HOST:PORT",
            description = "Kafka brokers, separated by commas. Without any: localhost:9092.")
    private @Nullable String bootstrapServers;

    @Option(
            order = LAST,
            names = "--kafka-config",
            paramLabel = "NAME=VALUE",
            description = "A property of Kafka's, such as security.protocol=SSL. May be repeated.")
    private Map<String, String> kafka = new LinkedHashMap<>();

    @Option(
            order = LAST,
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Any key of the configuration (see CONFIGURATION.md). Wins over environment and file. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Everything that was given, here and elsewhere. */
    public Configuration load(Surroundings surroundings) {
        Map<String, String> flags = new LinkedHashMap<>(settings);
        kafka.forEach((name, value) -> flags.put(KafkaSettings.PREFIX + name, value));
        if (bootstrapServers != null) {
            flags.put(KafkaSettings.PREFIX + "bootstrap.servers", bootstrapServers);
        }
        return Configuration.load(
                new Sources(Optional.ofNullable(file), surroundings.directory(), surroundings.environment(), flags));
    }
}
