package io.vestibule.service.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings given on the command line. */
final class CommandLineSettings {
    private static final String ORIGIN = "--set";

    private CommandLineSettings() {}

    static Map<String, SourcedValue> read(Map<String, String> flags) {
        Map<String, SourcedValue> given = new LinkedHashMap<>();
        flags.forEach((name, value) -> {
            if (!ConfigurationKeys.isKey(name)) {
                throw ConfigurationKeys.unknown(name, ORIGIN);
            }
            given.put(name, new SourcedValue(value, ORIGIN));
        });
        return given;
    }
}
