package io.vestibule.service.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTextTest {
    @ParameterizedTest
    @CsvSource({
        "0x1b, \\u001b",
        "0x0a, \\u000a",
        "0x0d, \\u000d",
        "0x07, \\u0007",
        "0x7f, \\u007f",
        "0x9b, \\u009b",
        "0x202e, \\u202e",
        "0x2028, \\u2028",
        "0x200b, \\u200b",
        "0xd800, \\ud800",
        "0xe0001, \\udb40\\udc01"
    })
    void shouldEscapeWhatATerminalDoesNotShow(String codePoint, String escape) {
        // Given
        String name = "bob" + Character.toString(Integer.decode(codePoint)) + "FAKE";

        // When
        String shown = TerminalText.escaped(name);

        // Then
        assertThat(shown).isEqualTo("bob" + escape + "FAKE");
    }

    @Test
    void shouldKeepPrintableTextOfAllLanguages() {
        // Given
        String text = "Zoë Müller 王 😀 \\ \"quoted\"";

        // When
        String shown = TerminalText.escaped(text);

        // Then
        assertThat(shown).isSameAs(text);
    }
}
