package io.vestibule.lab.scenes.script;

/** What a camera looks at when nobody is there. */
public enum Place {
    PORCH,
    COURTYARD,
    GARAGE,
    MAIL_ROOM
}
