package io.vestibule.dataset.select;

import io.vestibule.common.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Divides people, not pictures, into those for training and those for validation. The side depends on the hash of the identity
 * only. It is the same in every dataset and on every machine, so no person is on both sides.
 *
 * @param validation share of the identities for validation, 0 to 1
 */
public record Split(double validation) {

    /** The default of recipes and of the gate. */
    public static final Split DEFAULT = new Split(0.2);

    /** Separates the split from other uses of an identity's hash. A change would move people to the other side. */
    private static final String SALT = "vestibule-split-1\n";

    /** Bits of a hash that a double represents exactly. */
    private static final int BITS = 52;

    public Split {
        if (!(validation >= 0 && validation <= 1)) {
            throw new IllegalArgumentException("the validation share must be 0 to 1, not " + validation);
        }
    }

    public SplitSide of(String identity) {
        return fraction(identity) < validation ? SplitSide.VALIDATION : SplitSide.TRAINING;
    }

    /** The hash as a number in [0, 1), uniformly distributed. */
    private static double fraction(String identity) {
        byte[] digest = Sha256.newDigest().digest((SALT + identity).getBytes(StandardCharsets.UTF_8));
        long bits = ByteBuffer.wrap(digest).getLong() >>> (Long.SIZE - BITS);
        return bits / (double) (1L << BITS);
    }
}
