package io.vestibule.app.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.service.testing.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The pages in the folders commands and man are generated from the command definitions. With {@code -Dgolden.update=true}, this test
 * writes them; otherwise it compares.
 */
class CommandPagesTest {
    private static final Path COMMANDS = Path.of("commands");
    private static final Path MAN = Path.of("man");

    @Test
    void shouldHaveAMarkdownPageForEachCommand() throws IOException {
        // Given
        List<CommandReference> commands = CommandReference.all();

        // When, Then
        for (CommandReference command : commands) {
            new GeneratedPage(COMMANDS.resolve(command.fileName() + ".md")).check(MarkdownPage.of(command));
        }
        new GeneratedPage(COMMANDS.resolve("README.md")).check(MarkdownPage.index(commands));
        Set<String> expected = names(commands, "", ".md");
        expected.add("README.md");
        assertThat(files(COMMANDS)).isEqualTo(expected);
    }

    @Test
    void shouldHaveAManPageForEachCommand() throws IOException {
        // Given
        List<CommandReference> commands = CommandReference.all();

        // When, Then
        for (CommandReference command : commands) {
            new GeneratedPage(MAN.resolve("vestibule-" + command.fileName() + ".1")).check(ManPage.of(command));
        }
        assertThat(files(MAN)).isEqualTo(names(commands, "vestibule-", ".1"));
    }

    private static Set<String> names(List<CommandReference> commands, String prefix, String suffix) {
        return commands.stream()
                .map(command -> prefix + command.fileName() + suffix)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
