package io.vestibule.service.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings from the options of the command line. */
final class CommandLineSettings {
    private static final String ORIGIN = "--set";

    private CommandLineSettings() {}

    static Map<String, SourcedValue> read(Map<String, String> options) {
        Map<String, SourcedValue> values = new LinkedHashMap<>();
        options.forEach((name, value) -> {
            if (!ConfigurationKeys.isKey(name)) {
                throw ConfigurationKeys.unknown(name, ORIGIN);
            }
            values.put(name, new SourcedValue(value, ORIGIN));
        });
        return values;
    }
}
