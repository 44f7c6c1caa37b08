package io.vestibule.common.yaml;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML to values that know their location. SnakeYAML parses the text to nodes and constructs no objects. See {@code
 * adr/0001-own-yaml-reader.md}.
 */
public final class YamlReader {

    /** Deepest nesting. It also ends an alias that refers to its own parent. */
    private static final int MAX_DEPTH = 16;

    private final String origin;

    private YamlReader(String origin) {
        this.origin = origin;
    }

    /**
     * Reads a file.
     *
     * @return empty if the file contains no value
     * @throws YamlException if the file is missing, cannot be read or is not valid YAML
     */
    public static Optional<YamlValue> read(Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            return new YamlReader(file.toString()).read(reader);
        } catch (NoSuchFileException missing) {
            throw new YamlException(file + ": no such file", missing);
        } catch (IOException unreadable) {
            throw new YamlException(file + ": cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    /**
     * Reads a text.
     *
     * @param origin name of the text in locations and messages
     * @return empty if the text contains no value
     * @throws YamlException if the text is not valid YAML
     */
    public static Optional<YamlValue> parse(String origin, String text) {
        return new YamlReader(origin).read(new StringReader(text));
    }

    private Optional<YamlValue> read(Reader reader) {
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(reader);
            return root == null
                    ? Optional.empty()
                    : Optional.of(value(root, "", 0)).filter(value -> !value.isNull());
        } catch (MarkedYAMLException invalid) {
            throw new YamlException(
                    origin + ":" + (invalid.getProblemMark().getLine() + 1) + ": " + problem(invalid), invalid);
        } catch (YAMLException invalid) {
            throw new YamlException(origin + ": " + invalid.getMessage(), invalid);
        }
    }

    /**
     * SnakeYAML repeats the name of an alias, and the handle of a tag. It may be a password that begins with an asterisk or with an
     * exclamation mark.
     */
    private static String problem(MarkedYAMLException invalid) {
        if (invalid.getProblem().startsWith("found undefined tag handle")) {
            return "undefined tag; put a value that begins with ! in quotes";
        }
        return invalid.getProblem().startsWith("found undefined alias")
                ? "undefined alias; put a value that begins with * in quotes"
                : invalid.getProblem();
    }

    private YamlValue value(Node node, String path, int depth) {
        if (depth > MAX_DEPTH) {
            throw new YamlException(location(node) + ": values are nested more than " + MAX_DEPTH + " levels deep");
        }
        if (node instanceof MappingNode mapping) {
            return map(mapping, path, depth);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlValue> items = sequence.getValue().stream()
                    .map(item -> value(item, path, depth + 1))
                    .toList();
            return new YamlList(location(node), items);
        }
        return new YamlScalar(
                location(node), ((ScalarNode) node).getValue(), node.getTag().equals(Tag.NULL));
    }

    private YamlMap map(MappingNode mapping, String path, int depth) {
        Map<String, YamlMap.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new YamlException(location(tuple.getKeyNode()) + ": a key must be text, not a list or a map");
            }
            String name = path.isEmpty() ? key.getValue() : path + "." + key.getValue();
            YamlMap.Entry entry = new YamlMap.Entry(location(key), value(tuple.getValueNode(), name, depth + 1));
            if (entries.put(key.getValue(), entry) != null) {
                throw new YamlException(location(key) + ": the key \"" + name + "\" is set twice; remove one of them");
            }
        }
        return new YamlMap(location(mapping), entries);
    }

    private String location(Node node) {
        return origin + ":" + (node.getStartMark().getLine() + 1);
    }
}
