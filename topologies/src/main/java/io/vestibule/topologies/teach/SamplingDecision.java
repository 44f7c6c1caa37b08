package io.vestibule.topologies.teach;

/** Whether a face gets a soft label, and if not, why. Faces without a label are not errors. */
public enum SamplingDecision {
    /** The face gets a soft label. */
    TAKEN,
    /** Too small, blurred, badly lit or turned away for training. */
    POOR,
    /** Outside the sampled share of all faces. */
    NOT_DRAWN,
    /** The camera has reached its limit for this hour. */
    CAMERA_FULL,
    /** The track has reached its limit. */
    TRACK_FULL,
    /** Too soon after the last face of the track. */
    TOO_SOON,
    /** Too similar to the last face of the track. */
    NEAR_DUPLICATE,
    /** After the teacher: an easy face outside the sampled share of easy faces. */
    EASY,
    /** After the teacher: the subject has reached its limit for this day. */
    SUBJECT_FULL
}
