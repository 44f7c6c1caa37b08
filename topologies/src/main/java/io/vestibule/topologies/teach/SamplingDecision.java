package io.vestibule.topologies.teach;

/** What becomes of a sighting. All but {@link #TAKEN} are left out, and none of those is an error. */
public enum SamplingDecision {
    TAKEN,
    /** Too small, blurred, badly lit or turned away to learn from. */
    POOR,
    /** Outside the share that is taken. */
    NOT_DRAWN,
    /** The camera has had its faces of this hour. */
    CAMERA_FULL,
    /** The track has had its faces. */
    TRACK_FULL,
    /** Too soon after the last face of the track. */
    TOO_SOON,
    /** Too much like the last face of the track. */
    NEAR_DUPLICATE,
    /** The teacher was asked: an easy face, outside the share of those that is taken. */
    EASY,
    /** The teacher was asked: its subject has had its faces of this day. */
    SUBJECT_FULL
}
