package io.vestibule.models.image;

/** What a decoder checks before it decodes an image. */
public enum ImageCheck {

    /** All data: damage is found, and the native decoder prints nothing. It takes about as long as half of the decoding. */
    DATA,

    /**
     * The structure of a JPEG: its headers and its end. Damage between them is not found, and the native decoder may print a
     * line about it to standard error. Other formats are checked completely.
     */
    STRUCTURE
}
