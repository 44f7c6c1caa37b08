package io.vestibule.topologies.faces;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Deterministic sampling by content hash: a replay of the same content selects the same items. */
public final class HashSampling {

    /** Bits of a hash that a double represents exactly. */
    private static final int BITS = 52;

    private HashSampling() {}

    /**
     * Maps a hash to a number in [0, 1). The numbers of different contents are uniformly distributed.
     *
     * @param hex at least 13 hexadecimal digits
     */
    public static double fraction(String hex) {
        return Long.parseLong(hex.substring(0, BITS / 4), 16) / (double) (1L << BITS);
    }

    /** Returns the lower-case hex SHA-256 of the bytes between position and limit. The buffer is not changed. */
    public static String hex(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate());
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime has no SHA-256; use a complete one", e);
        }
    }
}
