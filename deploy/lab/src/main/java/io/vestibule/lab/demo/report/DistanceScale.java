package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.ObservedFrame;
import java.util.List;

/**
 * Heights of distances. As roots, so that a quiet scene's noise, the threshold over it and a visitor, which may be thirty times
 * as far, can all be seen.
 *
 * @param full distance at the upper edge
 */
record DistanceScale(double floor, double top, float full) {

    private static final List<Float> MARKS = List.of(0.01f, 0.03f, 0.1f, 0.3f, 1f);
    private static final float LEAST = 0.2f;
    private static final float MOST = 2;
    private static final float SPACE = 1.1f;

    static DistanceScale of(List<ObservedFrame> moments, double floor, double top) {
        float largest = LEAST;
        for (ObservedFrame moment : moments) {
            largest = Math.max(largest, Math.max(moment.distance(), moment.threshold()));
        }
        return new DistanceScale(floor, top, SPACE * Math.min(MOST, largest));
    }

    double y(float distance) {
        return floor - (floor - top) * Math.sqrt(Math.max(0, Math.min(1, distance / full)));
    }

    /** Distances that are worth a line. */
    List<Float> marks() {
        return MARKS.stream().filter(mark -> mark < full).toList();
    }
}
