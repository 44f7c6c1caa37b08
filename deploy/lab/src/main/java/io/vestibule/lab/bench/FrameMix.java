package io.vestibule.lab.bench;

import java.util.Locale;

/** What the cameras see while they are measured. */
public enum FrameMix {
    /** A door's day, shortened: somebody is before each camera for a tenth of the time. */
    DAY,
    /** Somebody is before each camera all the time. */
    FACES;

    /** As it is called on the command line. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
