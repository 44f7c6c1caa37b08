package io.vestibule.dataset;

import java.util.Locale;

/** What light a picture was taken in. */
public enum Spectrum {
    VISIBLE,
    INFRARED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Spectrum of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
