package io.vestibule.service.cli;

import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ConfigurationSources;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Flags of every command that has a configuration. */
public final class ConfigurationOptions {
    /** Behind a command's own flags in its help. */
    static final int LAST = 100;

    @Option(
            order = LAST,
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file; else $VESTIBULE_CONFIG, else ./vestibule.yaml if there is one.")
    private @Nullable Path file;

    @Option(
            order = LAST,
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Any key of the configuration (see CONFIGURATION.md). Wins over environment and file. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** Everything that was given, here and elsewhere. */
    public Configuration load(CommandContext surroundings) {
        return load(surroundings, Map.of());
    }

    /**
     * Everything that was given, here and elsewhere.
     *
     * @param special key to text, from flags that stand for one key each; they win over {@code --set}
     */
    public Configuration load(CommandContext surroundings, Map<String, String> special) {
        Map<String, String> flags = new LinkedHashMap<>(settings);
        flags.putAll(special);
        return Configuration.load(new ConfigurationSources(
                Optional.ofNullable(file), surroundings.directory(), surroundings.environment(), flags));
    }
}
