package io.vestibule.lab.demo.live;

import java.util.Map;

/** Colours for a terminal, by ANSI sequences, or none. */
public enum AnsiStyle {
    PLAIN,
    COLOURED;

    private static final String RESET = "\u001b[0m";

    /** Colours unless {@code NO_COLOR} is set to anything, as no-color.org asks. */
    public static AnsiStyle of(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return painted("1", text);
    }

    String faint(String text) {
        return painted("2", text);
    }

    String green(String text) {
        return painted("32", text);
    }

    String yellow(String text) {
        return painted("33", text);
    }

    String red(String text) {
        return painted("31", text);
    }

    String cyan(String text) {
        return painted("36", text);
    }

    private String painted(String code, String text) {
        return this == PLAIN ? text : "\u001b[" + code + "m" + text + RESET;
    }
}
