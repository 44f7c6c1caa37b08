package io.vestibule.app.config;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The list of keys, read off the records. */
final class Keys {
    static final List<Key> ALL = List.copyOf(collect("", Configuration.DEFAULTS, new ArrayList<>()));

    private static final Map<String, Key> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Key::name, Function.identity()));

    private Keys() {}

    /** Whether a value can be given under exactly this name. */
    static boolean isKey(String name) {
        return BY_NAME.containsKey(name) || name.startsWith(KafkaSettings.PREFIX);
    }

    /** Whether keys lie under this name. */
    static boolean isSection(String name) {
        return (name + ".").startsWith(KafkaSettings.PREFIX)
                || ALL.stream().anyMatch(key -> key.name().startsWith(name + "."));
    }

    static ConfigurationException unknown(String name, String origin) {
        int dot = name.lastIndexOf('.');
        String section = dot < 0 ? "" : name.substring(0, dot);
        String known = isSection(section)
                ? "keys of " + section + " are " + below(section + ".")
                : "keys begin with " + below("");
        return new ConfigurationException(origin + ": unknown key " + name + "; " + known);
    }

    private static String below(String prefix) {
        TreeSet<String> names = new TreeSet<>();
        for (Key key : ALL) {
            if (key.name().startsWith(prefix)) {
                names.add(key.name().substring(prefix.length()).split("\\.", 2)[0]);
            }
        }
        if (prefix.isEmpty()) {
            names.add("kafka");
        }
        return String.join(", ", names);
    }

    private static List<Key> collect(String path, Record defaults, List<Key> keys) {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Object value = Records.read(component, defaults);
            String name = Key.nameOf(path, component);
            if (value instanceof KafkaSettings) {
                continue; // open: its keys are Kafka's
            }
            if (value instanceof Record section) {
                collect(name, section, keys);
            } else {
                keys.add(new Key(name, Text.of(value)));
            }
        }
        return keys;
    }
}
