package io.vestibule.lab.demo.live;

import java.util.Map;

/** Text styles for a terminal as ANSI sequences, or none. */
public enum AnsiStyle {
    PLAIN,
    COLOURED;

    private static final String RESET = "\u001b[0m";

    /** Returns the coloured style unless {@code NO_COLOR} is set to a non-empty value (no-color.org). */
    public static AnsiStyle of(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String green(String text) {
        return styled("32", text);
    }

    String yellow(String text) {
        return styled("33", text);
    }

    String red(String text) {
        return styled("31", text);
    }

    String cyan(String text) {
        return styled("36", text);
    }

    private String styled(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + RESET;
    }
}
