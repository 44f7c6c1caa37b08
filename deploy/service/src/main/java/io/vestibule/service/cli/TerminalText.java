package io.vestibule.service.cli;

/**
 * Text that a terminal shows as it is. Names in records come from other programs. With control characters in them, such a name
 * could forge lines or colours on a guard's screen.
 */
public final class TerminalText {
    private TerminalText() {}

    /**
     * Replaces control characters, line separators, invisible format characters and lone surrogates by their escapes, such as
     * {@code \\u001b}. The escapes are also valid in JSON texts.
     */
    public static String escaped(String text) {
        if (text.codePoints().noneMatch(TerminalText::isUnsafe)) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            if (isUnsafe(point)) {
                for (char unit : Character.toChars(point)) {
                    safe.append("\\u%04x".formatted((int) unit));
                }
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    private static boolean isUnsafe(int point) {
        return switch (Character.getType(point)) {
            // FORMAT contains the characters that reverse the direction of writing.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
