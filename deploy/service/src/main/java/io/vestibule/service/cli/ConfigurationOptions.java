package io.vestibule.service.cli;

import io.vestibule.common.NativeLibraries;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ConfigurationSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of all commands that read the configuration. */
public final class ConfigurationOptions {
    /** Order in the help: after the command's own options. */
    static final int LAST = 100;

    @Option(
            order = LAST,
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "YAML file. Default: $VESTIBULE_CONFIG, or else ./vestibule.yaml if it exists.")
    private @Nullable Path file;

    @Option(
            order = LAST,
            names = "--set",
            paramLabel = "KEY=VALUE",
            converter = KeyValue.Converter.class,
            description =
                    "Set a key of the configuration (see CONFIGURATION.md); wins over environment and file. Can be repeated.")
    private List<KeyValue> settings = new ArrayList<>();

    /** The configuration from all sources. */
    public Configuration load(CommandContext context) {
        return load(context, Map.of());
    }

    /**
     * The configuration from all sources.
     *
     * @param overrides key to text, from options for one key each; they win over {@code --set}
     */
    public Configuration load(CommandContext context, Map<String, String> overrides) {
        Map<String, String> options = new LinkedHashMap<>();
        settings.forEach(setting -> options.put(setting.key(), setting.value()));
        options.putAll(overrides);
        Configuration configuration = Configuration.load(new ConfigurationSources(
                Optional.ofNullable(file), context.directory(), context.environment(), options));
        NativeLibraries.unpackInto(configuration.models().cacheFolder(context.environment()));
        return configuration;
    }
}
