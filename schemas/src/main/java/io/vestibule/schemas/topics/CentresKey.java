package io.vestibule.schemas.topics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Key of the topic of class centres: one part of one version. Its text is {@code version|part}.
 *
 * @param version lower-case hex SHA-256
 * @param part number of the part, from 0
 */
public record CentresKey(String version, int part) {

    private static final Pattern VERSION = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern TEXT = Pattern.compile("([0-9a-f]{64})\\|([0-9]{1,6})");

    public CentresKey {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("invalid version of class centres; use 64 hexadecimal digits");
        }
        if (part < 0) {
            throw new IllegalArgumentException("part " + part + " of class centres is negative; parts start at 0");
        }
    }

    /**
     * Parses the text of a key.
     *
     * @throws IllegalArgumentException if the text is not a version, a bar and a part
     */
    public static CentresKey parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("invalid key of class centres; use version|part");
        }
        return new CentresKey(matcher.group(1), Integer.parseInt(matcher.group(2)));
    }

    /** The key as it is written to the topic. */
    @Override
    public String toString() {
        return version + "|" + part;
    }
}
