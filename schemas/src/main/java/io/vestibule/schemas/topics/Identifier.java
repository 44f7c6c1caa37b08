package io.vestibule.schemas.topics;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rule for camera ids and subject ids: 1 to 128 characters of A-Z, a-z, 0-9, dot, dash and underscore. */
public final class Identifier {

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private Identifier() {}

    public static boolean isValid(@Nullable String id) {
        return id != null && VALID.matcher(id).matches();
    }

    /**
     * The id itself, for use in constructors.
     *
     * @param what the kind of id, for the message: "camera", "subject"
     * @throws IllegalArgumentException if it is not valid; the message does not repeat it
     */
    public static String require(String what, @Nullable String id) {
        if (id == null || !isValid(id)) {
            throw new IllegalArgumentException(
                    "a " + what + " id is 1 to 128 letters, digits, dots, dashes and underscores");
        }
        return id;
    }
}
