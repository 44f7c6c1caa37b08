package io.vestibule.lab.bench;

import java.util.Locale;

/** How often a face is in view while the cameras are measured. */
public enum FrameMix {
    /** A shortened day: for a tenth of the time a person is in view of each camera. */
    DAY,
    /** A person is always in view of each camera. */
    FACES;

    /** Name on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
