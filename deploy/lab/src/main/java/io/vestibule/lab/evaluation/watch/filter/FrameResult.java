package io.vestibule.lab.evaluation.watch.filter;

import java.util.List;

/**
 * What a filter did with a frame.
 *
 * @param detected whether the frame was fully detected
 * @param live for each face that the detector finds, whether it counts as live; empty if the frame was skipped
 * @param distance largest distance from the background; infinite if there was no background
 * @param threshold distance from which a cell counted as different
 * @param nanos time for the frame
 */
public record FrameResult(boolean detected, List<Boolean> live, float distance, float threshold, long nanos) {}
