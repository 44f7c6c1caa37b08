package io.vestibule.schemas.topics;

/**
 * Key of the gallery topic: one subject in one embedding contract. Its text is {@code subject|contract}. A subject id
 * contains no bar, so the first bar separates the two parts. A contract has 1 to 128 characters.
 */
public record GalleryKey(String subject, String contract) {

    private static final char SEPARATOR = '|';

    /** Longest contract, in characters. Keys of a topic have at most 512 bytes. */
    private static final int MAX_CONTRACT_LENGTH = 128;

    public GalleryKey {
        Identifier.require("subject", subject);
        if (contract.isBlank() || contract.length() > MAX_CONTRACT_LENGTH) {
            throw new IllegalArgumentException("gallery key with an embedding contract of " + contract.length()
                    + " characters; use subject|contract with 1 to " + MAX_CONTRACT_LENGTH);
        }
    }

    /**
     * Parses the text of a key.
     *
     * @throws IllegalArgumentException if the text has no bar, no contract or no valid subject
     */
    public static GalleryKey parse(String text) {
        final int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            throw new IllegalArgumentException("invalid gallery key; use subject|contract");
        }
        return new GalleryKey(text.substring(0, separator), text.substring(separator + 1));
    }

    /** The common prefix of all keys of a subject. No key of another subject has it. */
    public static String prefix(String subject) {
        return Identifier.require("subject", subject) + SEPARATOR;
    }

    /** The key as it is written to the topic. */
    @Override
    public String toString() {
        return subject + SEPARATOR + contract;
    }
}
