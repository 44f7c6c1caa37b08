package io.vestibule.topologies.faces;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Names that are made of content. */
public final class HashSampling {

    /** Bits of a hash that a double holds exactly. */
    private static final int BITS = 52;

    private HashSampling() {}

    /**
     * A hash as a number from 0 up to, but not, 1: as good as drawn by lot, and always the same for the same content.
     *
     * @param hex at least 13 digits
     */
    public static double lot(String hex) {
        return Long.parseLong(hex.substring(0, BITS / 4), 16) / (double) (1L << BITS);
    }

    /** Lower-case hex SHA-256 of the bytes from position to limit, which stay where they are. */
    public static String hex(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
