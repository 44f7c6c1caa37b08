package io.vestibule.service.config;

import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.TreeMap;

/** Fills settings records with the values of the sources. A key without a value keeps its default. */
final class RecordBinder {
    private RecordBinder() {}

    static Configuration bind(Configuration defaults, Map<String, SourcedValue> sourced) {
        return section("", defaults, sourced);
    }

    private static <R extends Record> R section(String path, R defaults, Map<String, SourcedValue> sourced) {
        RecordComponent[] components = defaults.getClass().getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = ConfigurationKey.nameOf(path, components[i]);
            Object value = RecordReflection.read(components[i], defaults);
            if (value instanceof KafkaSettings kafka) {
                values[i] = kafka(kafka, sourced);
            } else if (value instanceof Record section) {
                values[i] = section(name, section, sourced);
            } else {
                SourcedValue own = sourced.get(name);
                values[i] = own == null ? value : ValueConverter.convert(components[i].getGenericType(), name, own);
            }
        }
        @SuppressWarnings("unchecked") // record classes are final
        Class<R> type = (Class<R>) defaults.getClass();
        try {
            return RecordReflection.create(type, values);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(path + ": " + refused.getMessage(), refused);
        }
    }

    private static KafkaSettings kafka(KafkaSettings defaults, Map<String, SourcedValue> sourced) {
        Map<String, String> properties = new TreeMap<>();
        sourced.forEach((name, value) -> {
            if (name.startsWith(KafkaSettings.PREFIX)) {
                String property = name.substring(KafkaSettings.PREFIX.length());
                KafkaSettings.reasonToRefuse(property).ifPresent(reason -> {
                    throw new ConfigurationException(value.origin() + ": " + name + " cannot be set: " + reason);
                });
                if (!KafkaPropertyNames.isKnown(property)) {
                    KafkaPropertyNames.similar(property).ifPresent(similar -> {
                        throw new ConfigurationException(value.origin() + ": unknown Kafka property \"" + property
                                + "\"; did you mean \"" + similar + "\"?");
                    });
                }
                properties.put(property, String.valueOf(value.value()));
            }
        });
        try {
            return defaults.with(properties);
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(KafkaSettings.PREFIX + refused.getMessage(), refused);
        }
    }
}
