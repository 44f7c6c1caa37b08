package io.vestibule.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CONFIGURATION.md is where every key is explained; this holds it against the code, both ways. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "app", "CONFIGURATION.md");

    @Test
    void shouldListEveryKeyOfTheCodeAndNoOtherWithItsVariableAndDefault() throws IOException {
        // Given
        List<String> inCode = ConfigurationKeys.ALL.stream()
                .map(key -> key.name() + " " + key.variable() + " " + key.defaultText())
                .toList();

        // When
        List<String> onPage = rows("## Keys").stream()
                .map(row -> plain(row.get(0)) + " " + plain(row.get(1)) + " " + plain(row.get(2)))
                .toList();

        // Then
        assertThat(onPage).containsExactlyInAnyOrderElementsOf(inCode);
    }

    @Test
    void shouldGiveUnitAndMeaningOfEveryKey() throws IOException {
        assertThat(rows("## Keys")).allSatisfy(row -> assertThat(row).hasSize(5).allSatisfy(cell -> assertThat(cell)
                .isNotBlank()));
    }

    @Test
    void shouldListEveryOtherVariable() throws IOException {
        // When
        List<String> onPage = rows("## Other variables").stream()
                .map(row -> plain(row.get(0)))
                .toList();

        // Then
        assertThat(onPage).containsExactlyInAnyOrderElementsOf(EnvironmentVariables.OTHERS);
    }

    @Test
    void shouldTakeEachExampleAsItStands(@TempDir Path directory) throws IOException {
        // When
        List<Configuration> read = new ArrayList<>();
        for (String example : examples()) {
            Files.writeString(directory.resolve("vestibule.yaml"), example);
            read.add(Configuration.load(ConfigurationSources.of(directory, Map.of())));
        }

        // Then
        assertThat(read).hasSize(3).doesNotContain(Configuration.DEFAULTS);
    }

    private static List<String> examples() throws IOException {
        return Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(PAGE))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    /** Cells of the table below a heading, without its two heading rows. */
    private static List<List<String>> rows(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals(heading))
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split(" \\| "))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }
}
