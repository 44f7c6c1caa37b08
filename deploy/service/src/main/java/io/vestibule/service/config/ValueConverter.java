package io.vestibule.service.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Converts a value of a source into the type of a record component. */
final class ValueConverter {
    private ValueConverter() {}

    static Object convert(Type type, String name, SourcedValue sourced) {
        try {
            return convert(type, sourced.value());
        } catch (IllegalArgumentException refused) {
            throw new ConfigurationException(sourced.origin() + ": " + name + ": " + refused.getMessage(), refused);
        }
    }

    private static Object convert(Type type, Object value) {
        if (type instanceof ParameterizedType generic) {
            return container(generic, value);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(plain.asSubclass(Record.class), value);
        }
        if (!(value instanceof String text)) {
            throw new IllegalArgumentException("a list or a map where one value is expected");
        }
        return scalar(plain, text.strip());
    }

    private static Object container(ParameterizedType type, Object value) {
        if (type.getRawType() == Optional.class) {
            return Optional.of(convert(type.getActualTypeArguments()[0], value));
        }
        if (type.getRawType() == List.class) {
            return list(value).stream()
                    .map(item -> convert(type.getActualTypeArguments()[0], item))
                    .toList();
        }
        if (type.getRawType() == Set.class) {
            return list(value).stream()
                    .map(item -> convert(type.getActualTypeArguments()[0], item))
                    .collect(Collectors.toUnmodifiableSet());
        }
        if (type.getRawType() == Map.class) {
            Map<Object, Object> converted = new LinkedHashMap<>();
            map(value)
                    .forEach((key, item) -> converted.put(
                            convert(type.getActualTypeArguments()[0], key),
                            convert(type.getActualTypeArguments()[1], item)));
            return converted;
        }
        throw new IllegalStateException("no conversion to " + type);
    }

    private static Object scalar(Class<?> type, String text) {
        if (type == String.class) {
            return text;
        }
        if (type == boolean.class || type == Boolean.class) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on" -> true;
                case "false", "no", "off" -> false;
                default -> throw not(text, "true or false");
            };
        }
        if (type == Duration.class) {
            return ValueFormat.duration(text);
        }
        if (type == Path.class) {
            return path(text);
        }
        if (type.isEnum()) {
            return constant(type, text);
        }
        return number(type, text);
    }

    private static Object number(Class<?> type, String text) {
        String digits = text.replace("_", "");
        try {
            if (type == int.class || type == Integer.class) {
                return Integer.valueOf(digits);
            }
            if (type == long.class || type == Long.class) {
                return Long.valueOf(digits);
            }
            if (type == float.class || type == Float.class) {
                return Float.valueOf(digits);
            }
            if (type == double.class || type == Double.class) {
                return Double.valueOf(digits);
            }
        } catch (NumberFormatException refused) {
            throw not(text, type == float.class || type == double.class ? "a number" : "a whole number");
        }
        throw new IllegalStateException("no conversion to " + type);
    }

    private static Path path(String text) {
        try {
            return text.startsWith("~/") ? Path.of(System.getProperty("user.home"), text.substring(2)) : Path.of(text);
        } catch (InvalidPathException refused) {
            throw not(text, "a path");
        }
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (ValueFormat.of(constant).equalsIgnoreCase(text.replace('_', '-'))) {
                return constant;
            }
        }
        throw not(
                text,
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(ValueFormat::of)
                                .collect(Collectors.joining(", ")));
    }

    /** An item of a list, such as a route. A component without a value must be optional, a list or a set. */
    private static Record record(Class<? extends Record> type, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>(map(value));
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String name = ConfigurationKey.nameOf("", component);
            Object field = fields.remove(name);
            values.add(field == null ? absent(component, name) : named(component, name, field));
        }
        if (!fields.isEmpty()) {
            throw new IllegalArgumentException(
                    "unknown key \"" + String.join("\", \"", fields.keySet()) + "\"; keys are "
                            + Arrays.stream(type.getRecordComponents())
                                    .map(component -> ConfigurationKey.nameOf("", component))
                                    .collect(Collectors.joining(", ")));
        }
        return RecordReflection.create(type, values.toArray());
    }

    private static Object named(RecordComponent component, String name, Object field) {
        try {
            return convert(component.getGenericType(), field);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(name + ": " + refused.getMessage(), refused);
        }
    }

    private static Object absent(RecordComponent component, String name) {
        if (component.getType() == Optional.class) {
            return Optional.empty();
        }
        if (component.getType() == List.class) {
            return List.of();
        }
        if (component.getType() == Set.class) {
            return Set.of();
        }
        throw new IllegalArgumentException(name + " is missing");
    }

    private static List<?> list(Object value) {
        if (value instanceof List<?> list) {
            return list;
        }
        if (value instanceof String text && ConfigurationFile.parse(text) instanceof List<?> list) {
            return list; // a variable or an option can contain a list in YAML's one-line form
        }
        if (value instanceof String text && !text.isBlank()) {
            return Arrays.stream(text.split(",")).map(String::strip).toList();
        }
        throw new IllegalArgumentException("a list is expected");
    }

    private static Map<String, Object> map(Object value) {
        Object tree = value instanceof String text ? ConfigurationFile.parse(text) : value;
        if (!(tree instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("a map of keys to values is expected");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field));
        return fields;
    }

    private static IllegalArgumentException not(String text, String wanted) {
        return new IllegalArgumentException("\"" + text + "\" is not " + wanted);
    }
}
