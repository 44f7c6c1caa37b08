package io.vestibule.service.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page with generated parts. A part lies between {@code <!-- generated: NAME -->} and {@code <!-- end -->}. With the system
 * property {@code golden.update}, the part is written; otherwise it is compared.
 */
public record GeneratedPage(Path file) {
    private static final String END = "<!-- end -->";

    /** Whether pages are written and not compared. */
    public static boolean isRegenerating() {
        return Boolean.getBoolean("golden.update");
    }

    /** Compares or writes a part of the page. */
    public void checkPart(String name, String content) throws IOException {
        String page = Files.readString(file);
        String start = "<!-- generated: " + name + " -->";
        int from = page.indexOf(start);
        int to = page.indexOf(END, from);
        assertThat(from).as("no line " + start + " in " + file).isNotNegative();
        String expected = page.substring(0, from) + start + "\n" + content.strip() + "\n" + page.substring(to);
        check(expected, page);
    }

    /** Compares or writes the whole page. */
    public void check(String content) throws IOException {
        check(content, Files.exists(file) ? Files.readString(file) : "");
    }

    private void check(String expected, String page) throws IOException {
        if (isRegenerating()) {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, expected);
        } else {
            assertThat(page)
                    .as(file + " differs from the code; run this test with -Dgolden.update=true")
                    .isEqualTo(expected);
        }
    }
}
