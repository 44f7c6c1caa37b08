package io.vestibule.dataset.select;

import java.util.Locale;

/** A side of the split. */
public enum SplitSide {
    TRAINING,
    VALIDATION;

    /** The value in manifests: the name in lower case. */
    String fileValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    static SplitSide ofFileValue(String value) {
        return valueOf(value.toUpperCase(Locale.ROOT));
    }
}
