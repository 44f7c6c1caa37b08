package io.vestibule.service.config;

import io.vestibule.common.yaml.YamlException;
import io.vestibule.common.yaml.YamlMap;
import io.vestibule.common.yaml.YamlReader;
import io.vestibule.common.yaml.YamlValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The YAML file. */
record ConfigurationFile(Path path) {
    private static final String IN_WORKING_DIRECTORY = "vestibule.yaml";

    /** The file of the option, or of the variable, or {@code vestibule.yaml} in the working directory if it exists. */
    static Optional<ConfigurationFile> find(ConfigurationSources sources) {
        Optional<Path> named = sources.file()
                .or(() -> Optional.ofNullable(sources.environment().get(EnvironmentVariables.CONFIG))
                        .map(Path::of));
        Path path = sources.directory().resolve(named.orElse(Path.of(IN_WORKING_DIRECTORY)));
        return named.isPresent() || Files.exists(path) ? Optional.of(new ConfigurationFile(path)) : Optional.empty();
    }

    Map<String, SourcedValue> read() {
        try {
            Map<String, SourcedValue> values = new LinkedHashMap<>();
            YamlReader.read(path).ifPresent(root -> collect("", root, values));
            return values;
        } catch (YamlException invalid) {
            throw new ConfigurationException(String.valueOf(invalid.getMessage()), invalid);
        }
    }

    /** Parses one line of YAML into strings, lists and maps. Returns the text itself if it is not valid YAML. */
    static Object parse(String text) {
        try {
            return YamlReader.parse("", text).map(YamlValue::toPlain).orElse(text);
        } catch (YamlException notYaml) {
            return text;
        }
    }

    private static void collect(String section, YamlValue value, Map<String, SourcedValue> values) {
        if (!(value instanceof YamlMap map)) {
            throw new ConfigurationException(value.location() + ": " + (section.isEmpty() ? "the file" : section)
                    + " must contain keys and values");
        }
        map.entries().forEach((key, entry) -> {
            String name = section.isEmpty() ? key : section + "." + key;
            if (!ConfigurationKeys.isKey(name) && !ConfigurationKeys.isSection(name)) {
                throw ConfigurationKeys.unknown(name, entry.keyLocation());
            }
            boolean nested = entry.value() instanceof YamlMap && ConfigurationKeys.isSection(name);
            if (nested || !ConfigurationKeys.isKey(name)) {
                collect(name, entry.value(), values);
            } else if (!entry.value().isNull()
                    && values.put(name, new SourcedValue(entry.value().toPlain(), entry.keyLocation())) != null) {
                throw new ConfigurationException(
                        entry.keyLocation() + ": the key \"" + name + "\" is set twice; remove one of them");
            }
        });
    }
}
