package io.vestibule.lab.label;

/** Why a photograph does not become a sample. */
public enum SkipReason {
    /** The file cannot be read, or is not an image. */
    UNREADABLE,
    /** The detector finds no face. */
    NO_FACE,
    /** The face is too small, blurred, dark, bright or turned, by the limits of teaching. */
    POOR,
    /** The pixels are identical to the face of an earlier photograph. */
    DUPLICATE
}
