package io.vestibule.schemas.topics;

/**
 * Key of the gallery topic: one subject in one embedding contract. Its text is {@code subject|contract}; a subject id has
 * no bar in it, so the first one divides.
 */
public record GalleryKey(String subject, String contract) {

    private static final char BAR = '|';

    public GalleryKey {
        Identifier.require("subject", subject);
        if (contract.isBlank()) {
            throw new IllegalArgumentException("a gallery key needs an embedding contract");
        }
    }

    /** @throws IllegalArgumentException if the text has no bar, no contract or no valid subject */
    public static GalleryKey parse(String text) {
        final int bar = text.indexOf(BAR);
        if (bar < 0) {
            throw new IllegalArgumentException("a gallery key is subject, bar, contract");
        }
        return new GalleryKey(text.substring(0, bar), text.substring(bar + 1));
    }

    /** What all keys of the subject begin with, and no other subject's. */
    public static String prefix(String subject) {
        return Identifier.require("subject", subject) + BAR;
    }

    /** The key as the topic holds it. */
    @Override
    public String toString() {
        return subject + BAR + contract;
    }
}
