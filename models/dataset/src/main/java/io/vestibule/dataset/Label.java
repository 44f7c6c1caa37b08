package io.vestibule.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose face it is, if that is known.
 *
 * @param identity a subject, or the name of a folder; null where nobody knows
 * @param origin who says so
 * @param score cosine of the face and its identity's centre, or with which it was matched, -1 to 1; null where none was taken
 */
public record Label(
        @Nullable String identity, Origin origin, @Nullable Float score) {

    public static final Label NONE = new Label(null, Origin.NONE, null);

    public Label {
        if ((identity == null) != (origin == Origin.NONE)) {
            throw new IllegalArgumentException("an identity has an origin, and no identity has none");
        }
        if (identity != null && identity.isBlank()) {
            throw new IllegalArgumentException("an identity is not blank");
        }
    }

    /** Who says whose face it is. */
    public enum Origin {
        /** The teacher matched the face to an enrolled subject. */
        ENROLLED_MATCH,
        /** A person confirmed it. */
        REVIEWED,
        /** It lay in the folder of that name. */
        FOLDER,
        /** Nobody. */
        NONE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Origin of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    public static Label of(String identity, Origin origin, @Nullable Float score) {
        return new Label(identity, origin, score);
    }

    public static Label folder(String identity) {
        return new Label(identity, Origin.FOLDER, null);
    }

    public boolean known() {
        return identity != null;
    }

    public Label withScore(@Nullable Float newScore) {
        return new Label(identity, origin, newScore);
    }
}
