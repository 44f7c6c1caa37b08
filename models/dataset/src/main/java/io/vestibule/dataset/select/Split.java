package io.vestibule.dataset.select;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Divides people, not pictures, into those a student learns from and those it is judged by. Who is on which side is said by the
 * hash of the identity alone: the same in every dataset, on every machine, and nobody is ever on both sides.
 *
 * @param validation share of the identities that are kept for judging, 0 to 1
 */
public record Split(double validation) {

    /** What a recipe or a gate takes if it is not told otherwise. */
    public static final Split DEFAULT = new Split(0.2);

    /** Sets this split apart from other uses of an identity's hash. Changing it would put people on the other side. */
    private static final String SALT = "vestibule-split-1\n";

    /** Bits of a hash that a double holds exactly. */
    private static final int BITS = 52;

    public Split {
        if (!(validation >= 0 && validation <= 1)) {
            throw new IllegalArgumentException("a share of validation is 0 to 1, not " + validation);
        }
    }

    public SplitSide of(String identity) {
        return lot(identity) < validation ? SplitSide.VALIDATION : SplitSide.TRAINING;
    }

    /** A number from 0 up to, but not, 1: as good as drawn by lot. */
    private static double lot(String identity) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((SALT + identity).getBytes(StandardCharsets.UTF_8));
            long bits = ByteBuffer.wrap(digest).getLong() >>> Long.SIZE - BITS;
            return bits / (double) (1L << BITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
