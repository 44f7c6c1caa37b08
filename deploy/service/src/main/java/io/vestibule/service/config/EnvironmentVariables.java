package io.vestibule.service.config;

import io.vestibule.common.yaml.Spelling;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings from environment variables with the prefix {@code VESTIBULE_}. */
final class EnvironmentVariables {
    static final String PREFIX = "VESTIBULE_";
    static final String CONFIG = PREFIX + "CONFIG";

    /** Variables that are not keys: the path of the file, and those that the launcher and the log read before the file. */
    static final Set<String> OTHERS = Set.of(
            CONFIG, PREFIX + "JAVA_OPTS", PREFIX + "LOG_FORMAT", PREFIX + "LOG_LEVEL", PREFIX + "LOG_LEVEL_LIBRARIES");

    /** Names of the appenders in logback.xml. With another name, Logback would log nothing. */
    private static final Set<String> LOG_FORMATS = Set.of("text", "json");

    private static final String KAFKA = PREFIX + "KAFKA_";
    private static final Map<String, ConfigurationKey> BY_VARIABLE =
            ConfigurationKeys.ALL.stream().collect(Collectors.toMap(ConfigurationKey::variable, Function.identity()));

    private EnvironmentVariables() {}

    static Map<String, SourcedValue> read(Map<String, String> environment) {
        String format = environment.getOrDefault(PREFIX + "LOG_FORMAT", "text");
        if (!LOG_FORMATS.contains(format)) {
            throw new ConfigurationException(PREFIX + "LOG_FORMAT: must be text or json, not \"" + format + "\"");
        }
        Map<String, SourcedValue> values = new LinkedHashMap<>();
        new TreeMap<>(environment).forEach((variable, value) -> {
            if (variable.startsWith(PREFIX) && !OTHERS.contains(variable)) {
                values.put(keyOf(variable), new SourcedValue(value, variable));
            }
        });
        return values;
    }

    private static String keyOf(String variable) {
        if (BY_VARIABLE.containsKey(variable)) {
            return BY_VARIABLE.get(variable).name();
        }
        if (variable.startsWith(KAFKA) && variable.length() > KAFKA.length()) {
            return KafkaSettings.PREFIX
                    + variable.substring(KAFKA.length())
                            .toLowerCase(Locale.ROOT)
                            .replace('_', '.');
        }
        List<String> known =
                Stream.concat(BY_VARIABLE.keySet().stream(), OTHERS.stream()).toList();
        throw new ConfigurationException("unknown environment variable " + variable
                + Spelling.closest(variable, known)
                        .map(name -> "; did you mean " + name + "?")
                        .orElse("; deploy/app/CONFIGURATION.md lists the keys"));
    }
}
