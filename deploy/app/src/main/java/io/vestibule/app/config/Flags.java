package io.vestibule.app.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** Settings given on the command line. */
final class Flags {
    private static final String ORIGIN = "--set";

    private Flags() {}

    static Map<String, Given> read(Map<String, String> flags) {
        Map<String, Given> given = new LinkedHashMap<>();
        flags.forEach((name, value) -> {
            if (!Keys.isKey(name)) {
                throw Keys.unknown(name, ORIGIN);
            }
            given.put(name, new Given(value, ORIGIN));
        });
        return given;
    }
}
