package io.vestibule.dataset;

import java.util.regex.Pattern;

/** The format of SHA-256 checksums in datasets. */
public final class Sha256Format {

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    private Sha256Format() {}

    /**
     * Returns the text.
     *
     * @throws IllegalArgumentException if it is not 64 lower-case hex digits
     */
    public static String require(String what, String text) {
        if (!HEX.matcher(text).matches()) {
            throw new IllegalArgumentException(what + " must be 64 lower-case hex digits, not \"" + text + "\"");
        }
        return text;
    }
}
