package io.vestibule.training.recipe;

import io.vestibule.common.yaml.UnknownKey;
import io.vestibule.common.yaml.YamlList;
import io.vestibule.common.yaml.YamlMap;
import io.vestibule.common.yaml.YamlScalar;
import io.vestibule.common.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Typed access to one part of a recipe. A key is known if its value was requested. {@link #rejectUnknownKeys} must be the last call.
 */
final class RecipeSection {

    private final String path;
    private final YamlMap map;
    private final TreeSet<String> knownKeys = new TreeSet<>();

    private RecipeSection(String path, YamlValue value) {
        this.path = path;
        if (!(value instanceof YamlMap keys)) {
            throw error(value, (path.isEmpty() ? "a recipe" : path) + " must have keys and values");
        }
        this.map = keys;
    }

    static RecipeSection root(YamlValue value) {
        return new RecipeSection("", value);
    }

    /** @return empty if the key is missing or has no value */
    Optional<RecipeSection> section(String key) {
        return Optional.ofNullable(value(key)).map(value -> new RecipeSection(name(key), value));
    }

    RecipeSection requiredSection(String key) {
        return section(key).orElseThrow(() -> missing(key));
    }

    /** The items of a list, each with its own keys; empty if the key is missing. */
    List<RecipeSection> sections(String key) {
        YamlValue value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof YamlList list)) {
            throw error(value, name(key) + " must be a list");
        }
        List<RecipeSection> sections = new ArrayList<>();
        for (YamlValue item : list.items()) {
            sections.add(new RecipeSection(name(key) + "[" + sections.size() + "]", item));
        }
        return sections;
    }

    boolean has(String key) {
        return value(key) != null;
    }

    double number(String key, double byDefault, NumberRange range) {
        YamlValue value = value(key);
        return value == null ? byDefault : number(key, value, range);
    }

    double number(String key, NumberRange range) {
        return number(key, required(key), range);
    }

    long wholeNumber(String key, long byDefault, NumberRange range) {
        YamlValue value = value(key);
        return value == null ? byDefault : wholeNumber(key, value, range);
    }

    int count(String key, int byDefault, NumberRange range) {
        return (int) wholeNumber(key, byDefault, range);
    }

    /** One or more whole numbers. */
    List<Integer> counts(String key, List<Integer> byDefault, NumberRange range) {
        YamlValue value = value(key);
        if (value == null) {
            return byDefault;
        }
        if (!(value instanceof YamlList list) || list.items().isEmpty()) {
            throw error(value, name(key) + " must be a list of whole numbers, as in [4, 8]");
        }
        return list.items().stream()
                .map(item -> (int) wholeNumber(key, item, range))
                .toList();
    }

    /** Two numbers in ascending order. */
    double[] pair(String key, double[] byDefault, NumberRange range) {
        YamlValue value = value(key);
        if (value == null) {
            return byDefault;
        }
        if (!(value instanceof YamlList list) || list.items().size() != 2) {
            throw error(value, name(key) + " must be two numbers, as in [0.2, 0.5]");
        }
        double first = number(key, list.items().get(0), range);
        double second = number(key, list.items().get(1), range);
        if (first > second) {
            throw error(value, name(key) + " must be [smaller, larger], not [" + first + ", " + second + "]");
        }
        return new double[] {first, second};
    }

    boolean flag(String key, boolean byDefault) {
        YamlValue value = value(key);
        if (value == null) {
            return byDefault;
        }
        return switch (scalar(key, value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw error(value, name(key) + " must be true or false, not \"" + scalar(key, value) + "\"");
        };
    }

    String text(String key) {
        return scalar(key, required(key));
    }

    /** A constant of an enumeration, in lower case. Without a default the key is required. */
    <E extends Enum<E>> E choice(String key, @Nullable E byDefault, Class<E> type) {
        if (byDefault != null && !has(key)) {
            return byDefault;
        }
        YamlValue value = required(key);
        String given = scalar(key, value);
        for (E constant : type.getEnumConstants()) {
            if (nameOf(constant).equals(given)) {
                return constant;
            }
        }
        throw error(
                value,
                name(key) + " must be one of "
                        + Stream.of(type.getEnumConstants())
                                .map(RecipeSection::nameOf)
                                .collect(Collectors.joining(", "))
                        + ", not \"" + given + "\"");
    }

    /** @throws RecipeException if the section has a key whose value was not requested */
    void rejectUnknownKeys() {
        map.entries().forEach((key, entry) -> {
            if (!knownKeys.contains(key)) {
                throw new RecipeException(UnknownKey.message(
                        entry.keyLocation(),
                        name(key),
                        knownKeys.stream().map(this::name).toList()));
            }
        });
    }

    /** An error about the whole section. */
    RecipeException error(String problem) {
        return error(map, (path.isEmpty() ? "" : path + ": ") + problem);
    }

    /** The name of a constant in a recipe. */
    static String nameOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private double number(String key, YamlValue value, NumberRange range) {
        String text = scalar(key, value);
        double number;
        try {
            number = Double.parseDouble(text.replace("_", ""));
        } catch (NumberFormatException invalid) {
            throw error(value, name(key) + " must be a number, not \"" + text + "\"");
        }
        if (!range.contains(number)) {
            throw error(value, name(key) + " must be " + range + ", not " + text);
        }
        return number;
    }

    private long wholeNumber(String key, YamlValue value, NumberRange range) {
        double number = number(key, value, range);
        if (number != Math.rint(number)) {
            throw error(value, name(key) + " must be a whole number, not " + number);
        }
        return (long) number;
    }

    private String scalar(String key, YamlValue value) {
        if (!(value instanceof YamlScalar scalar)) {
            throw error(value, name(key) + " must be one value, not a list or a map");
        }
        return scalar.text();
    }

    private YamlValue required(String key) {
        YamlValue value = value(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private @Nullable YamlValue value(String key) {
        knownKeys.add(key);
        YamlMap.Entry entry = map.entries().get(key);
        return entry == null || entry.value().isNull() ? null : entry.value();
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private RecipeException missing(String key) {
        return error(map, name(key) + " is missing");
    }

    private static RecipeException error(YamlValue where, String problem) {
        return new RecipeException(where.location() + ": " + problem);
    }
}
