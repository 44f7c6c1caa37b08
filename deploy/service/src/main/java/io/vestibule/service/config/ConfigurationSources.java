package io.vestibule.service.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where configuration comes from, weakest first: the built-in defaults, one YAML file, the environment, the flags.
 *
 * @param file the file named by {@code --config}; empty to look for {@code VESTIBULE_CONFIG}, and then for {@code
 *     vestibule.yaml} in the working directory, which may be missing
 * @param directory the working directory
 * @param environment the process's variables
 * @param flags key to text, as given by {@code --set}, {@code --bootstrap-servers} and {@code --kafka-config}
 */
public record ConfigurationSources(
        Optional<Path> file, Path directory, Map<String, String> environment, Map<String, String> flags) {
    public ConfigurationSources {
        environment = Map.copyOf(environment);
        flags = Map.copyOf(flags);
    }

    /** Nothing given but the environment. */
    public static ConfigurationSources of(Path directory, Map<String, String> environment) {
        return new ConfigurationSources(Optional.empty(), directory, environment, Map.of());
    }
}
