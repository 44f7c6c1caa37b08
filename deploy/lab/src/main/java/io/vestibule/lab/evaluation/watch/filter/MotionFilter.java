package io.vestibule.lab.evaluation.watch.filter;

import java.util.Locale;

/** What decides whether a frame is looked at, by the names of the command line. */
public enum MotionFilter {
    /** The product's: features of the detector's stem, regularised cosine, mean of 3x3 cells. */
    FEATURE,
    /** What recorders do: a small, blurred grey picture with normalised brightness, and its difference. */
    PIXEL,
    /** As published: features of the stem, the largest plain cosine distance. */
    PLAIN_COSINE,
    /** As the product's, but the features of 3x3 cells are averaged before the cosine, not the distances after it. */
    AVERAGED,
    /** Pixels first, which may only say that nothing is there, and only when they are sure; else features. */
    CASCADE,
    /** Every frame is looked at. */
    NONE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
