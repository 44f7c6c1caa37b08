package io.vestibule.app.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Man pages of the commands, in roff with the macros of man(7). */
final class ManPage {
    private ManPage() {}

    /** The page of a command. */
    static String of(CommandReference command) {
        StringBuilder page = new StringBuilder(".\\\" Generated from the command definitions.\n");
        String name = "vestibule-" + command.fileName();
        page.append(".TH ").append(name.toUpperCase(Locale.ROOT)).append(" 1 \"\" \"Vestibule\"\n");
        page.append(".SH NAME\n")
                .append(escape(name))
                .append(" \\- ")
                .append(escape(command.summary()))
                .append("\n");
        page.append(".SH SYNOPSIS\n").append(escape(command.synopsis())).append("\n");
        if (!command.details().isEmpty()) {
            page.append(".SH DESCRIPTION\n");
            command.details().forEach(text -> page.append(escape(text)).append("\n.PP\n"));
        }
        appendArguments(page, "OPTIONS", command.arguments());
        appendArguments(page, "COMMON OPTIONS", command.commonOptions());
        page.append(".SH EXIT STATUS\n");
        command.exitCodes().forEach((code, meaning) -> appendItem(page, code, meaning));
        if (!command.footer().isEmpty()) {
            page.append(".SH NOTES\n");
            appendNotes(page, command.footer());
        }
        return page.toString();
    }

    private static void appendArguments(StringBuilder page, String heading, List<Map.Entry<String, String>> arguments) {
        if (!arguments.isEmpty()) {
            page.append(".SH ").append(heading).append("\n");
            arguments.forEach(argument -> appendItem(page, argument.getKey(), argument.getValue()));
        }
    }

    private static void appendItem(StringBuilder page, String label, String text) {
        page.append(".TP\n\\fB")
                .append(escape(label))
                .append("\\fR\n")
                .append(escape(text))
                .append("\n");
    }

    private static void appendNotes(StringBuilder page, List<String> lines) {
        for (String line : lines) {
            if (line.isEmpty()) {
                page.append(".PP\n");
            } else if (line.startsWith("  ")) {
                page.append(".nf\n").append(escape(line)).append("\n.fi\n");
            } else {
                page.append(escape(line)).append("\n");
            }
        }
    }

    /** A backslash, a dash, and a dot or quote at the start of a line have a meaning in roff. */
    private static String escape(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
