package io.vestibule.models;

/** The steps from bytes to embeddings, whose times a {@link StageListener} receives. */
public enum Stage {
    /** Decoding of a frame at the detector's scale. */
    DECODE,
    /** Conversion to the input of the stem: scale, colour order, normalisation. */
    FRAME_INPUT,
    STEM,
    TAIL,
    /** Raw scores and boxes to detections. */
    SUPPRESSION,
    /** Decoding of a frame at the scale that its faces need. */
    FACE_DECODE,
    LANDMARKS,
    /** Resampling of the aligned face and measurement of its quality. */
    ALIGNMENT,
    /** One network on aligned faces. An ensemble reports each member separately. */
    EMBEDDING
}
