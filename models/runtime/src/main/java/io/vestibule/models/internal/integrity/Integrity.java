package io.vestibule.models.internal.integrity;

/**
 * The result of a check.
 *
 * @param condition what a decoder can expect
 * @param length number of bytes up to the end of the pixel data
 * @param isPadded whether there are unknown bytes between the pixel data and the end marker. They are no sign of damage, but the
 *     native decoder must not read them
 */
public record Integrity(Condition condition, int length, boolean isPadded) {

    /** What a decoder can expect of an image. */
    public enum Condition {
        /** The native decoder reads it without a warning. */
        WHOLE,
        /** No pixel is missing, but the native decoder prints a warning. */
        UNUSUAL,
        /** Some pixels are wrong. */
        DAMAGED,
        /** The lower part is missing, or decoding would take very long. */
        UNREADABLE
    }

    /** An image of which nothing bad is known. */
    public static Integrity whole(int length) {
        return new Integrity(Condition.WHOLE, length, false);
    }

    /** Whether some pixels are wrong. */
    public boolean isDamaged() {
        return condition == Condition.DAMAGED;
    }
}
