package io.vestibule.service.config;

import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;

/**
 * Key of a setting.
 *
 * @param name path of record components in kebab-case, joined by dots
 * @param defaultText the default, as it is written in the file
 */
record ConfigurationKey(String name, String defaultText) {
    /** Variables that the model zoo and the build also read, without a configuration file. */
    private static final Map<String, String> SHORT_VARIABLES =
            Map.of("models.cache", "VESTIBULE_CACHE", "models.packages", "VESTIBULE_PACKAGES");

    /** The environment variable that sets it. */
    String variable() {
        return SHORT_VARIABLES.getOrDefault(name, EnvironmentVariables.PREFIX + capitals(name));
    }

    static String nameOf(String path, RecordComponent component) {
        String kebab =
                component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
        return path.isEmpty() ? kebab : path + "." + kebab;
    }

    private static String capitals(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
