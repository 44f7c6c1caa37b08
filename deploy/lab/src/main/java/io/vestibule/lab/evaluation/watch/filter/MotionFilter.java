package io.vestibule.lab.evaluation.watch.filter;

import java.util.Locale;

/** The motion filters that can be evaluated. Names are those of the command line. */
public enum MotionFilter {
    /** The product's filter: features of the detector's stem, regularised cosine distance, mean of 3x3 cells. */
    FEATURE,
    /** The filter of video recorders: difference of small, blurred grey pictures with normalised brightness. */
    PIXEL,
    /** The published filter: features of the stem, largest plain cosine distance. */
    PLAIN_COSINE,
    /** Like the product's filter, but the features of 3x3 cells are averaged before the cosine, not the distances after it. */
    AVERAGED,
    /** Pixels first, which may only decide to skip, and only when they are certain; otherwise features. */
    CASCADE,
    /** No filter: every frame is detected. */
    NONE;

    /** Whether the filter compares the features of a stem. */
    public boolean usesStem() {
        return this != PIXEL && this != NONE;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
