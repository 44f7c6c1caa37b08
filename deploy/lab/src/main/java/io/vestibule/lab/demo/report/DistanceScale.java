package io.vestibule.lab.demo.report;

import io.vestibule.lab.demo.ObservedFrame;
import java.util.List;

/**
 * Maps distances to heights by their square root, so that sensor noise, the threshold and a visitor (up to thirty times
 * the threshold) are visible in one chart.
 *
 * @param full distance at the upper edge
 */
record DistanceScale(double floor, double top, float full) {

    private static final List<Float> MARKS = List.of(0.01f, 0.03f, 0.1f, 0.3f, 1f);
    private static final float MINIMUM_TOP = 0.2f;
    private static final float MAXIMUM_TOP = 2;
    private static final float MARGIN = 1.1f;

    static DistanceScale of(List<ObservedFrame> frames, double floor, double top) {
        float largest = MINIMUM_TOP;
        for (ObservedFrame frame : frames) {
            largest = Math.max(largest, Math.max(frame.distance(), frame.threshold()));
        }
        return new DistanceScale(floor, top, MARGIN * Math.min(MAXIMUM_TOP, largest));
    }

    double y(float distance) {
        return floor - (floor - top) * Math.sqrt(Math.max(0, Math.min(1, distance / full)));
    }

    /** Returns the distances that get a grid line. */
    List<Float> marks() {
        return MARKS.stream().filter(mark -> mark < full).toList();
    }
}
