package io.vestibule.dataset;

import java.util.Locale;

/** What light a picture was taken in. */
public enum Spectrum {
    VISIBLE,
    INFRARED;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Spectrum of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
