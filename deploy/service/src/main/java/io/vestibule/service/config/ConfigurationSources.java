package io.vestibule.service.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Sources of the configuration besides the defaults: one YAML file, environment variables and options.
 *
 * @param file the file of {@code --config}; if empty, the file of {@code VESTIBULE_CONFIG}, or else {@code vestibule.yaml} in
 *     the working directory if it exists
 * @param directory the working directory
 * @param environment the environment variables of the process
 * @param options key to text, from {@code --set}, {@code --bootstrap-servers} and {@code --kafka-config}
 */
public record ConfigurationSources(
        Optional<Path> file, Path directory, Map<String, String> environment, Map<String, String> options) {
    public ConfigurationSources {
        environment = Map.copyOf(environment);
        options = Map.copyOf(options);
    }

    /** Sources without a file option and without other options. */
    public static ConfigurationSources of(Path directory, Map<String, String> environment) {
        return new ConfigurationSources(Optional.empty(), directory, environment, Map.of());
    }
}
