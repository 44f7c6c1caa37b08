package io.vestibule.app.reference;

import io.vestibule.service.cli.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Markdown pages of the commands. */
final class MarkdownPage {
    private static final String GENERATED =
            "<!-- Generated from the command definitions. CONTRIBUTING.md explains how. -->\n\n";

    private MarkdownPage() {}

    /** The page of a command. */
    static String of(CommandReference command) {
        StringBuilder page = new StringBuilder(GENERATED);
        page.append("# `").append(command.name()).append("`\n\n");
        page.append(command.summary()).append("\n\n");
        page.append("```\n").append(command.synopsis()).append("\n```\n");
        command.details()
                .forEach(paragraph -> page.append("\n").append(paragraph).append("\n"));
        appendFooter(page, command.footer());
        if (!command.arguments().isEmpty()) {
            page.append("\n## Arguments and options\n\n| argument | meaning |\n|---|---|\n");
            page.append(CommandReference.rows(command.arguments()));
        }
        page.append("\nThe [index](README.md) describes the options that several commands share.\n");
        page.append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
        command.exitCodes().forEach((code, meaning) -> page.append("| %s | %s |\n".formatted(code, meaning)));
        return page.toString();
    }

    /** The page with the list of all commands. */
    static String index(List<CommandReference> commands) {
        StringBuilder page = new StringBuilder(GENERATED);
        page.append("# Commands\n\n| command | purpose |\n|---|---|\n");
        for (CommandReference command : commands) {
            page.append("| [`%s`](%s.md) | %s |\n".formatted(command.name(), command.fileName(), command.summary()));
        }
        page.append("""

                Results go to standard output, everything else to standard error. With `--json`, each line of standard output is one
                JSON object. `VESTIBULE_LOG_LEVEL=DEBUG` adds the stack trace of an error.

                ## Common options

                | option | meaning |
                |---|---|
                """);
        page.append(CommandReference.rows(commonOptions(commands)));
        page.append("\n[CONFIGURATION.md](../CONFIGURATION.md) lists the keys and the order of the sources.\n");
        page.append("\n## Exit codes\n\n| code | meaning |\n|---|---|\n");
        for (ExitCode code : ExitCode.values()) {
            page.append("| %d | %s |\n".formatted(code.code(), code.meaning()));
        }
        page.append("\nAfter Ctrl-C or SIGTERM a command closes its resources. The shell then shows 130 or 143.\n");
        return page.toString();
    }

    private static List<Map.Entry<String, String>> commonOptions(List<CommandReference> commands) {
        List<Map.Entry<String, String>> all = new ArrayList<>();
        commands.forEach(command -> all.addAll(command.commonOptions()));
        return all.stream().distinct().toList();
    }

    /** Paragraphs as text; lines with leading spaces as code. */
    private static void appendFooter(StringBuilder page, List<String> lines) {
        boolean code = false;
        boolean start = true;
        for (String line : lines) {
            boolean isCode = line.startsWith("  ");
            if (isCode != code) {
                page.append(isCode ? "\n```\n" : "```\n");
            } else if (start && !line.isEmpty()) {
                page.append("\n");
            }
            page.append(isCode ? line.strip() : line).append("\n");
            code = isCode;
            start = false;
        }
        if (code) {
            page.append("```\n");
        }
    }
}
