package io.vestibule.training.recipe;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** Keys and values of one part of a recipe. What is asked for is known; {@link #end} refuses what nobody asked for. */
final class RecipeSection {

    private final String file;
    private final String path;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final TreeSet<String> asked = new TreeSet<>();

    private RecipeSection(String file, String path, Node node) {
        this.file = file;
        this.path = path;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw refused(node, (path.isEmpty() ? "a recipe" : path) + " needs keys and values");
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw refused(entry.getKeyNode(), "a key must be plain text");
            }
            if (values.put(key.getValue(), entry.getValueNode()) != null) {
                throw refused(key, name(key.getValue()) + " is given twice");
            }
        }
    }

    static RecipeSection root(String file, Node node) {
        return new RecipeSection(file, "", node);
    }

    /** @return nothing where the key is absent or empty */
    Optional<RecipeSection> section(String key) {
        return Optional.ofNullable(value(key)).map(value -> new RecipeSection(file, name(key), value));
    }

    RecipeSection needed(String key) {
        return section(key).orElseThrow(() -> missing(key));
    }

    /** The items of a list, each with keys of its own; empty where the key is absent. */
    List<RecipeSection> sections(String key) {
        Node value = value(key);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof SequenceNode list)) {
            throw refused(value, name(key) + " needs a list");
        }
        int[] place = {0};
        return list.getValue().stream()
                .map(item -> new RecipeSection(file, name(key) + "[" + place[0]++ + "]", item))
                .toList();
    }

    boolean has(String key) {
        return value(key) != null;
    }

    /** @param range what a number must be, besides a number */
    double number(String key, double byDefault, NumberRange range) {
        Node value = value(key);
        return value == null ? byDefault : number(key, value, range);
    }

    double number(String key, NumberRange range) {
        Node value = value(key);
        if (value == null) {
            throw missing(key);
        }
        return number(key, value, range);
    }

    long whole(String key, long byDefault, NumberRange range) {
        double number = number(key, byDefault, range);
        if (number != Math.rint(number)) {
            throw refused(at(key), name(key) + " needs a whole number, not " + number);
        }
        return (long) number;
    }

    int count(String key, int byDefault, NumberRange range) {
        return (int) whole(key, byDefault, range);
    }

    /** Whole numbers, at least one. */
    List<Integer> counts(String key, List<Integer> byDefault, NumberRange range) {
        Node value = value(key);
        if (value == null) {
            return byDefault;
        }
        if (!(value instanceof SequenceNode list) || list.getValue().isEmpty()) {
            throw refused(value, name(key) + " needs a list of whole numbers, as in [4, 8]");
        }
        return list.getValue().stream()
                .map(item -> {
                    double number = number(key, item, range);
                    if (number != Math.rint(number)) {
                        throw refused(item, name(key) + " needs whole numbers, not " + number);
                    }
                    return (int) number;
                })
                .toList();
    }

    /** Two numbers, the first not over the second. */
    double[] pair(String key, double[] byDefault, NumberRange range) {
        Node value = value(key);
        if (value == null) {
            return byDefault;
        }
        if (!(value instanceof SequenceNode list) || list.getValue().size() != 2) {
            throw refused(value, name(key) + " needs two numbers, as in [0.2, 0.5]");
        }
        double first = number(key, list.getValue().get(0), range);
        double second = number(key, list.getValue().get(1), range);
        if (first > second) {
            throw refused(
                    value, name(key) + " goes from the smaller to the larger, not from " + first + " to " + second);
        }
        return new double[] {first, second};
    }

    boolean flag(String key, boolean byDefault) {
        Node value = value(key);
        if (value == null) {
            return byDefault;
        }
        return switch (scalar(key, value).toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on" -> true;
            case "false", "no", "off" -> false;
            default -> throw refused(value, name(key) + " is true or false, not \"" + scalar(key, value) + "\"");
        };
    }

    String text(String key) {
        Node value = value(key);
        if (value == null) {
            throw missing(key);
        }
        return scalar(key, value);
    }

    /** One of an enumeration's names, written small. */
    <E extends Enum<E>> E choice(String key, @Nullable E byDefault, Class<E> type) {
        Node value = value(key);
        if (value == null) {
            if (byDefault == null) {
                throw missing(key);
            }
            return byDefault;
        }
        String given = scalar(key, value);
        for (E constant : type.getEnumConstants()) {
            if (written(constant).equals(given)) {
                return constant;
            }
        }
        throw refused(
                value,
                name(key) + " is one of "
                        + Stream.of(type.getEnumConstants())
                                .map(RecipeSection::written)
                                .collect(Collectors.joining(", "))
                        + ", not \"" + given + "\"");
    }

    /** @throws RecipeException if there is a key that nobody has asked for */
    void end() {
        values.forEach((key, value) -> {
            if (!asked.contains(key)) {
                throw refused(value, "unknown key " + name(key) + "; keys are " + String.join(", ", asked));
            }
        });
    }

    /** A complaint about this part as a whole. */
    RecipeException refused(String complaint) {
        return refused(node, (path.isEmpty() ? "" : path + ": ") + complaint);
    }

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private double number(String key, Node value, NumberRange range) {
        String text = scalar(key, value);
        double number;
        try {
            number = Double.parseDouble(text.replace("_", ""));
        } catch (NumberFormatException refused) {
            throw refused(value, name(key) + " needs a number, not \"" + text + "\"");
        }
        if (!range.holds(number)) {
            throw refused(value, name(key) + " must be " + range + ", not " + text);
        }
        return number;
    }

    private String scalar(String key, Node value) {
        if (!(value instanceof ScalarNode scalar)) {
            throw refused(value, name(key) + " needs one value, not a list or a map");
        }
        return scalar.getValue();
    }

    private @Nullable Node value(String key) {
        asked.add(key);
        Node value = values.get(key);
        return value == null || value.getTag().equals(Tag.NULL) ? null : value;
    }

    private Node at(String key) {
        return values.getOrDefault(key, node);
    }

    private String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private RecipeException missing(String key) {
        return refused(node, name(key) + " is missing");
    }

    private RecipeException refused(Node where, String complaint) {
        return new RecipeException(file + ":" + (where.getStartMark().getLine() + 1) + ": " + complaint);
    }
}
