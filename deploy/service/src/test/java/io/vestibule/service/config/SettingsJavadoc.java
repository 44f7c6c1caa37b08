package io.vestibule.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code @param} texts of a settings record, read from its source file. A text has the form "meaning (unit, range). Further
 * sentences".
 */
record SettingsJavadoc(String comment) {
    private static final List<Path> SOURCES = List.of(
            Path.of("src/main/java"),
            Path.of("../../topologies/src/main/java"),
            Path.of("../../models/runtime/src/main/java"));

    /**
     * Description of a key.
     *
     * @param meaning first sentence, without the range
     * @param range unit and range; empty if the text has none
     */
    record Description(String meaning, String range) {}

    static SettingsJavadoc of(Class<? extends Record> type) throws IOException {
        String source = Files.readString(file(type));
        Matcher record =
                Pattern.compile("\\brecord " + type.getSimpleName() + "\\(").matcher(source);
        if (!record.find()) {
            throw new IllegalStateException("no record " + type.getSimpleName() + " in its file");
        }
        int start = source.lastIndexOf("/**", record.start());
        return new SettingsJavadoc(
                source.substring(start, source.indexOf("*/", start)).replaceAll("\\s*\\R\\s*\\* ?", " "));
    }

    private static Path file(Class<?> type) {
        String name = type.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return SOURCES.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no source file " + name));
    }

    Description of(String component) {
        Matcher parameter = Pattern.compile("@param " + component + " (.*?)(?=@param |$)", Pattern.DOTALL)
                .matcher(comment);
        if (!parameter.find()) {
            throw new IllegalStateException("no @param " + component + " in " + comment);
        }
        String text = parameter.group(1).strip().replaceAll("\\s+", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
        String first = text.split("\\. (?=[A-Z])", 2)[0];
        int open = startOfLastParentheses(first);
        return open < 0
                ? new Description(first, "")
                : new Description(first.substring(0, open).strip(), first.substring(open + 1, first.length() - 1));
    }

    /** Index of the parenthesis that matches the last character; -1 if the text does not end with one. */
    private static int startOfLastParentheses(String text) {
        if (!text.endsWith(")")) {
            return -1;
        }
        int depth = 0;
        for (int i = text.length() - 1; i >= 0; i--) {
            if (text.charAt(i) == ')') {
                depth++;
            } else if (text.charAt(i) == '(') {
                depth--;
                if (depth == 0) {
                    return i;
                }
            }
        }
        return -1;
    }
}
