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

/** The YAML file. It is read as nodes, not as objects, because nodes know their lines. */
record ConfigurationFile(Path path) {
    private static final String IN_WORKING_DIRECTORY = "vestibule.yaml";
    private static final int DEEPEST = 16;

    /** The file that counts: the one of the flag, else of the variable, else of the working directory if there is one. */
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
            Map<String, SourcedValue> given = new LinkedHashMap<>();
            if (root != null && !isNothing(root)) {
                collect("", root, given, 0);
            }
            return given;
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

    /** One line of YAML as strings, lists and maps; the text itself where it is no YAML. */
    static Object parse(String text) {
        try {
            Node root = yaml().compose(new StringReader(text));
            return root == null ? "" : plain(root, 0);
        } catch (YAMLException notYaml) {
            return text;
        }
    }

    private void collect(String section, Node node, Map<String, SourcedValue> given, int depth) {
        if (!(node instanceof MappingNode mapping) || depth > DEEPEST) {
            throw new ConfigurationException(
                    at(node) + ": " + (section.isEmpty() ? "the file" : section) + " needs keys and values");
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
                        ? new ConfigurationException(at(value) + ": " + name + " needs keys and values")
                        : ConfigurationKeys.unknown(name, at(key));
            }
            if (nested) {
                collect(name, value, given, depth + 1);
            } else if (!isNothing(value) && given.put(name, new SourcedValue(plain(value, 0), at(key))) != null) {
                throw new ConfigurationException(at(key) + ": " + name + " is given twice");
            }
        }
    }

    private static Object plain(Node node, int depth) {
        if (depth > DEEPEST) {
            throw new YAMLException("nested too deeply");
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

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    private String at(Node node) {
        return path + ":" + (node.getStartMark().getLine() + 1);
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }
}
