package io.vestibule.service.config;

import io.vestibule.common.yaml.UnknownKey;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of keys, read from the settings records. */
final class ConfigurationKeys {
    static final List<ConfigurationKey> ALL = List.copyOf(collect("", Configuration.DEFAULTS, new ArrayList<>()));

    private static final Map<String, ConfigurationKey> BY_NAME =
            ALL.stream().collect(Collectors.toMap(ConfigurationKey::name, Function.identity()));

    private ConfigurationKeys() {}

    /** Whether this name is the key of a value. */
    static boolean isKey(String name) {
        return BY_NAME.containsKey(name) || name.startsWith(KafkaSettings.PREFIX);
    }

    /** Whether this name is a section, which contains keys. */
    static boolean isSection(String name) {
        return (name + ".").startsWith(KafkaSettings.PREFIX)
                || ALL.stream().anyMatch(key -> key.name().startsWith(name + "."));
    }

    static ConfigurationException unknown(String name, String origin) {
        return new ConfigurationException(UnknownKey.message(origin, name, BY_NAME.keySet(), neighbours(name)));
    }

    private static String neighbours(String name) {
        int dot = name.lastIndexOf('.');
        String section = dot < 0 ? "" : name.substring(0, dot);
        return isSection(section)
                ? "keys of " + section + " are " + children(section + ".")
                : "sections are " + children("");
    }

    private static String children(String prefix) {
        TreeSet<String> names = new TreeSet<>();
        for (ConfigurationKey key : ALL) {
            if (key.name().startsWith(prefix)) {
                names.add(key.name().substring(prefix.length()).split("\\.", 2)[0]);
            }
        }
        if (prefix.isEmpty()) {
            names.add("kafka");
        }
        return String.join(", ", names);
    }

    private static List<ConfigurationKey> collect(String path, Record defaults, List<ConfigurationKey> keys) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Object value = RecordReflection.read(component, defaults);
            String name = ConfigurationKey.nameOf(path, component);
            if (value instanceof KafkaSettings) {
                continue; // Kafka defines its keys
            }
            if (value instanceof Record section) {
                collect(name, section, keys);
            } else {
                keys.add(new ConfigurationKey(name, ValueFormat.of(value)));
            }
        }
        return keys;
    }
}
