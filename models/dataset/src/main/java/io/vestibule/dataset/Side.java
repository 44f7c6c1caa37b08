package io.vestibule.dataset;

/** Which side of the split between learning and judging a face is on. */
public enum Side {
    TRAINING,
    VALIDATION
}
