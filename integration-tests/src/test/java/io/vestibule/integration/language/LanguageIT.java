package io.vestibule.integration.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.integration.language.LanguageCheck.BannedWord;
import io.vestibule.integration.language.LanguageCheck.Violation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of the project obey the mechanical language rules of CONTRIBUTING.md. */
class LanguageIT {

    private static final Path PROJECT = Path.of("..");

    @TempDir
    private Path folder;

    @Test
    void shouldFindNoViolationInTheProject() throws IOException {
        // Given
        LanguageCheck check = check();

        // When
        List<Violation> violations = check.check(PROJECT);

        // Then
        assertThat(violations).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Page.md     | The event tells who came.                                   | 1
                    Page.md     | Plain words. | 0
                    Code.java   | /** It hears of faces. */ class Code {}                     | 1
                    Code.java   | class Code { String text = "whoever comes"; }               | 1
                    Code.java   | class Code { int tells; } | 0
                    rules.avdl  | /** Read anew. */ protocol Rules {}                         | 1
                    values.yaml | key: value # for want of a nail                             | 1
                    pom.xml     | <!-- whatever --><project/>                                 | 1
                    Page.md     | `tells` is code, and so is [a link](https://example.org/tells). | 0
                    """)
    void shouldReportBannedWordsInProseOnly(String file, String text, int violations) throws IOException {
        // Given
        Files.writeString(folder.resolve(file), text);

        // When
        List<Violation> found = check().check(folder);

        // Then
        assertThat(found).hasSize(violations);
    }

    @Test
    void shouldReportLongSentencesWithTheirLine() throws IOException {
        // Given
        Files.writeString(
                folder.resolve("Page.md"),
                "# Page\n\nShort. " + "word ".repeat(31) + "end.\n\n" + "word ".repeat(25) + ".\n");

        // When
        List<Violation> found = check().check(folder);

        // Then
        assertThat(found).singleElement().satisfies(violation -> {
            assertThat(violation.line()).isEqualTo(3);
            assertThat(violation.problem()).contains("a sentence of 32 words");
        });
    }

    @Test
    void shouldReportLongTableCells() throws IOException {
        // Given
        Files.writeString(folder.resolve("Page.md"), "| a | b |\n|---|---|\n| short | " + "word ".repeat(21) + "|\n");

        // When
        List<Violation> found = check().check(folder);

        // Then
        assertThat(found).singleElement().satisfies(violation -> assertThat(violation.problem())
                .contains("21 words"));
    }

    @Test
    void shouldReportALongReadme() throws IOException {
        // Given
        Files.writeString(folder.resolve("README.md"), "Five words in a row.\n\n".repeat(201));

        // When
        List<Violation> found = check().check(folder);

        // Then
        assertThat(found).singleElement().satisfies(violation -> assertThat(violation.problem())
                .contains("1005 words"));
    }

    private static LanguageCheck check() throws IOException {
        try (BufferedReader words = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(LanguageIT.class.getResourceAsStream("banned-words.txt")),
                StandardCharsets.UTF_8))) {
            return new LanguageCheck(BannedWord.parse(words.lines()));
        }
    }
}
