package io.vestibule.lab.scenes.script;

/** The location that a simulated camera shows. */
public enum Place {
    PORCH,
    COURTYARD,
    GARAGE,
    MAIL_ROOM
}
