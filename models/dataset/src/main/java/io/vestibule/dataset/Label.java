package io.vestibule.dataset;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a face, if it is known.
 *
 * @param identity a subject, or the name of a folder; null for an unknown person
 * @param origin where the identity comes from
 * @param score cosine of the match, or of the face and the centre of its identity, -1 to 1; null if not computed
 */
public record Label(
        @Nullable String identity, Origin origin, @Nullable Float score) {

    /** The label of an unknown person. */
    public static final Label NONE = new Label(null, Origin.NONE, null);

    public Label {
        if ((identity == null) != (origin == Origin.NONE)) {
            throw new IllegalArgumentException(
                    "a label with an identity needs an origin, and one without identity must have the origin NONE");
        }
        if (identity != null && identity.isBlank()) {
            throw new IllegalArgumentException("the identity of a label must not be blank");
        }
    }

    /** Where an identity comes from. */
    public enum Origin {
        /** The teacher matched the face to an enrolled subject. */
        ENROLLED_MATCH,
        /** A person confirmed it. */
        REVIEWED,
        /** The photograph was in the folder of that name. */
        FOLDER,
        /** There is no identity. */
        NONE;

        /** The value in files: the name in lower case. */
        public String fileValue() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @throws IllegalArgumentException if there is no such origin */
        public static Origin ofFileValue(String value) {
            return valueOf(value.toUpperCase(Locale.ROOT));
        }
    }

    public static Label of(String identity, Origin origin, @Nullable Float score) {
        return new Label(identity, origin, score);
    }

    /** A label from the name of a folder, without score. */
    public static Label folder(String identity) {
        return new Label(identity, Origin.FOLDER, null);
    }

    /** Whether the label has an identity. */
    public boolean known() {
        return identity != null;
    }

    Label withScore(@Nullable Float newScore) {
        return new Label(identity, origin, newScore);
    }
}
