package io.vestibule.topologies.faces;

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
}
