package io.vestibule.dataset;

import java.util.Locale;

/** The light in which a picture was taken. */
public enum Spectrum {
    VISIBLE,
    INFRARED;

    /** The value in files: the name in lower case. */
    public String fileValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is no such spectrum */
    public static Spectrum ofFileValue(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
