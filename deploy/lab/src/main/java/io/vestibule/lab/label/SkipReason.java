package io.vestibule.lab.label;

/** Why a photograph gives no sample. */
public enum SkipReason {
    /** The file cannot be read, or is no image. */
    UNREADABLE,
    /** The detector finds no face. */
    NO_FACE,
    /** The face is too small, blurred, badly lit or turned away, by the limits of teaching. */
    POOR,
    /** Pixel for pixel the face of an earlier photograph. */
    DUPLICATE
}
