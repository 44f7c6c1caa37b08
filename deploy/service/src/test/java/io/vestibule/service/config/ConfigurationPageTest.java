package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.config.SettingsJavadoc.Description;
import io.vestibule.service.testing.GeneratedPage;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CONFIGURATION.md describes every key. Its tables are generated from the settings records and their Javadoc. */
class ConfigurationPageTest {
    private static final Path FILE = Path.of("..", "app", "CONFIGURATION.md");
    private static final GeneratedPage PAGE = new GeneratedPage(FILE);
    private static final int MAXIMUM_WORDS = 20;

    @Test
    void shouldListEveryKey() throws IOException {
        // Given
        StringBuilder tables = new StringBuilder();
        appendSections(tables, "", Configuration.DEFAULTS);

        // When, Then
        PAGE.checkPart("keys", tables.toString());
        assertThat(tables)
                .contains(ConfigurationKeys.ALL.stream()
                        .map(key -> "| `" + key.name() + "` | `" + key.defaultText() + "` |")
                        .toList());
    }

    @Test
    void shouldListEveryRefusedKafkaProperty() throws IOException {
        // Given
        String table = "| property | reason |\n|---|---|\n"
                + KafkaSettings.REFUSED.entrySet().stream()
                        .map(refused -> "| `" + refused.getKey() + "` | " + refused.getValue() + " |")
                        .collect(Collectors.joining("\n"));

        // When, Then
        PAGE.checkPart("refused", table);
    }

    @Test
    void shouldListEveryOtherVariable() throws IOException {
        // When
        List<String> onPage = Files.readAllLines(FILE).stream()
                .dropWhile(line -> !line.equals("## Other variables"))
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.split("`")[1])
                .toList();

        // Then
        assertThat(onPage).containsExactlyInAnyOrderElementsOf(new TreeSet<>(EnvironmentVariables.OTHERS));
    }

    @Test
    void shouldContainValidExamples(@TempDir Path directory) throws IOException {
        // Given
        List<String> examples = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(FILE))
                .results()
                .map(block -> block.group(1))
                .toList();

        // When
        List<Configuration> configurations = new ArrayList<>();
        for (String example : examples) {
            Files.writeString(directory.resolve("vestibule.yaml"), example);
            configurations.add(Configuration.load(ConfigurationSources.of(directory, Map.of())));
        }

        // Then
        assertThat(configurations).hasSize(3).doesNotContain(Configuration.DEFAULTS);
    }

    private static void appendSections(StringBuilder tables, String path, Record defaults) throws IOException {
        SettingsJavadoc javadoc = SettingsJavadoc.of(defaults.getClass());
        StringBuilder rows = new StringBuilder();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Object value = RecordReflection.read(component, defaults);
            if (!(value instanceof Record)) {
                rows.append(row(ConfigurationKey.nameOf(path, component), value, javadoc.of(component.getName())));
            }
        }
        if (!rows.isEmpty()) {
            tables.append("| key | default | unit, range | meaning |\n|---|---|---|---|\n")
                    .append(rows)
                    .append("\n");
        }
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            Object value = RecordReflection.read(component, defaults);
            if (value instanceof Record section && !(value instanceof KafkaSettings)) {
                String name = ConfigurationKey.nameOf(path, component);
                tables.append("### `%s`: %s\n\n"
                        .formatted(name, javadoc.of(component.getName()).meaning()));
                appendSections(tables, name, section);
            }
        }
    }

    private static String row(String name, Object value, Description description) {
        assertThat(description.range()).as("range of " + name).isNotBlank();
        assertThat(description.meaning().split(" ")).as("meaning of " + name).hasSizeBetween(2, MAXIMUM_WORDS);
        return "| `%s` | `%s` | %s | %s |\n"
                .formatted(name, ValueFormat.of(value), description.range(), description.meaning());
    }
}
