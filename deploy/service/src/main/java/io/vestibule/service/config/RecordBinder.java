package io.vestibule.service.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;

/** Fills records from what was given; whatever was not keeps its default. */
final class RecordBinder {
    private RecordBinder() {}

    static Configuration bind(Configuration defaults, Map<String, SourcedValue> given) {
        return section("", defaults, given);
    }

    private static <R extends Record> R section(String path, R defaults, Map<String, SourcedValue> given) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = ConfigurationKey.nameOf(path, components[i]);
            Object value = RecordReflection.read(components[i], defaults);
            if (value instanceof KafkaSettings kafka) {
                values[i] = kafka.with(verbatim(given));
            } else if (value instanceof Record section) {
                values[i] = section(name, section, given);
            } else {
                SourcedValue own = given.get(name);
                values[i] = own == null ? value : ValueConverter.convert(components[i].getGenericType(), name, own);
            }
        }
        @SuppressWarnings("unchecked") // a record class has no subclasses
        Class<R> type = (Class<R>) defaults.getClass();
        try {
            return RecordReflection.make(type, values);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(path + ": " + refused.getMessage(), refused);
        }
    }

    private static Map<String, String> verbatim(Map<String, SourcedValue> given) {
        Map<String, String> properties = new TreeMap<>();
        given.forEach((name, value) -> {
            if (name.startsWith(KafkaSettings.PREFIX)) {
                properties.put(name.substring(KafkaSettings.PREFIX.length()), String.valueOf(value.value()));
            }
        });
        return properties;
    }
}
