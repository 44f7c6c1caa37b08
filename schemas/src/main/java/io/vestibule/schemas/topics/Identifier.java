package io.vestibule.schemas.topics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The format of camera ids and subject ids: 1 to 128 characters of A-Z, a-z, 0-9, dot, dash and underscore. */
public final class Identifier {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private Identifier() {}

    public static boolean isValid(@Nullable String id) {
        return id != null && VALID.matcher(id).matches();
    }

    /**
     * Returns the id, for use in constructors.
     *
     * @param kind kind of the id, for the message: "camera", "subject"
     * @throws IllegalArgumentException if the id is not valid; the message does not repeat it, because it may be a name
     */
    public static String require(String kind, @Nullable String id) {
        if (id == null || !isValid(id)) {
            throw new IllegalArgumentException(
                    "invalid " + kind + " id; use 1 to 128 letters, digits, dots, dashes and underscores");
        }
        return id;
    }
}
