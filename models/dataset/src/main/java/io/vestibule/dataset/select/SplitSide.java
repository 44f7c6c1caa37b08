package io.vestibule.dataset.select;

/** Which side of the split between learning and judging a face is on. */
public enum SplitSide {
    TRAINING,
    VALIDATION
}
