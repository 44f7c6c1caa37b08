package io.vestibule.common;

import java.time.Duration;

/** Checks of arguments, for constructors of settings. */
public final class Checks {

    private Checks() {}

    /** @throws IllegalArgumentException with this message, if the condition is false */
    public static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }

    /** @throws IllegalArgumentException {@code <area>: invalid <name> <value>}, if the condition is false */
    public static void require(boolean condition, String area, String name, Object value) {
        if (!condition) {
            throw new IllegalArgumentException(area + ": invalid " + name + " " + value);
        }
    }

    /** @throws IllegalArgumentException if the duration is zero or negative */
    public static void requirePositive(Duration duration, String name) {
        require(!duration.isNegative() && !duration.isZero(), name + " must be positive");
    }
}
