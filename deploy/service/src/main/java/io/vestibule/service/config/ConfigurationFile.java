package io.vestibule.service.config;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

/** The YAML file. It is read as nodes, not as objects, because nodes have line numbers for messages. */
record ConfigurationFile(Path path) {
    private static final String IN_WORKING_DIRECTORY = "vestibule.yaml";
    private static final int MAXIMUM_DEPTH = 16;

    /** The file of the option, or of the variable, or {@code vestibule.yaml} in the working directory if it exists. */
    static Optional<ConfigurationFile> find(ConfigurationSources sources) {
        Optional<Path> named = sources.file()
                .or(() -> Optional.ofNullable(sources.environment().get(EnvironmentVariables.CONFIG))
                        .map(Path::of));
        Path path = sources.directory().resolve(named.orElse(Path.of(IN_WORKING_DIRECTORY)));
        return named.isPresent() || Files.exists(path) ? Optional.of(new ConfigurationFile(path)) : Optional.empty();
    }

    Map<String, SourcedValue> read() {
        try (Reader reader = Files.newBufferedReader(path)) {
            Node root = yaml().compose(reader);
            Map<String, SourcedValue> values = new LinkedHashMap<>();
            if (root != null && !isNull(root)) {
                collect("", root, values, 0);
            }
            return values;
        } catch (NoSuchFileException missing) {
            throw new ConfigurationException(path + ": no such file", missing);
        } catch (IOException unreadable) {
            throw new ConfigurationException(path + ": cannot be read: " + unreadable.getMessage(), unreadable);
        } catch (MarkedYAMLException broken) {
            throw new ConfigurationException(
                    path + ":" + (broken.getProblemMark().getLine() + 1) + ": " + broken.getProblem(), broken);
        } catch (YAMLException broken) {
            throw new ConfigurationException(path + ": " + broken.getMessage(), broken);
        }
    }

    /** Parses one line of YAML into strings, lists and maps. Returns the text itself if it is not valid YAML. */
    static Object parse(String text) {
        try {
            Node root = yaml().compose(new StringReader(text));
            return root == null ? "" : plain(root, 0);
        } catch (YAMLException notYaml) {
            return text;
        }
    }

    private void collect(String section, Node node, Map<String, SourcedValue> values, int depth) {
        if (!(node instanceof MappingNode mapping) || depth > MAXIMUM_DEPTH) {
            throw new ConfigurationException(
                    at(node) + ": " + (section.isEmpty() ? "the file" : section) + " must contain keys and values");
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)) {
                throw new ConfigurationException(at(entry.getKeyNode()) + ": a key must be plain text");
            }
            String name = section.isEmpty() ? key.getValue() : section + "." + key.getValue();
            Node value = entry.getValueNode();
            boolean nested = value instanceof MappingNode && ConfigurationKeys.isSection(name);
            if (!nested && !ConfigurationKeys.isKey(name)) {
                throw ConfigurationKeys.isSection(name)
                        ? new ConfigurationException(at(value) + ": " + name + " must contain keys and values")
                        : ConfigurationKeys.unknown(name, at(key));
            }
            if (nested) {
                collect(name, value, values, depth + 1);
            } else if (!isNull(value) && values.put(name, new SourcedValue(plain(value, 0), at(key))) != null) {
                throw new ConfigurationException(at(key) + ": " + name + " is set twice");
            }
        }
    }

    private static Object plain(Node node, int depth) {
        if (depth > MAXIMUM_DEPTH) {
            throw new YAMLException("nested too deeply; at most " + MAXIMUM_DEPTH + " levels");
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue().stream()
                    .map(item -> plain(item, depth + 1))
                    .toList();
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Object> fields = new LinkedHashMap<>();
            for (NodeTuple entry : mapping.getValue()) {
                fields.put(
                        String.valueOf(plain(entry.getKeyNode(), depth + 1)), plain(entry.getValueNode(), depth + 1));
            }
            return fields;
        }
        return ((ScalarNode) node).getValue();
    }

    private static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String at(Node node) {
        return path + ":" + (node.getStartMark().getLine() + 1);
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }
}
