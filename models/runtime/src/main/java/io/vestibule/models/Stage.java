package io.vestibule.models;

/** The steps from bytes to embeddings, as a {@link StageListener} hears of them. */
public enum Stage {
    /** An encoded frame to the detector's reduced picture. */
    DECODE,
    /** A picture to the input of the stem: scale, colour order, normalisation. */
    FRAME_INPUT,
    STEM,
    TAIL,
    /** Raw scores and boxes to detections. */
    SUPPRESSION,
    /** An encoded frame to a picture large enough for its faces. */
    FACE_DECODE,
    LANDMARKS,
    /** Cutting the aligned face, and measuring its quality. */
    ALIGNMENT,
    /** One network on aligned faces; an ensemble is heard once for each member. */
    EMBEDDING
}
