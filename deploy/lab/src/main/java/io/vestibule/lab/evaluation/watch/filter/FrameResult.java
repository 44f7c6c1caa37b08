package io.vestibule.lab.evaluation.watch.filter;

import java.util.List;

/**
 * What became of a frame.
 *
 * @param looked whether it was fully detected
 * @param living for each face that the detector finds in it, whether it passed as alive; empty if nobody looked
 * @param distance largest distance from the background; infinite where there was none to compare with
 * @param threshold distance that counted as different
 * @param nanos what the frame took
 */
public record FrameResult(boolean looked, List<Boolean> living, float distance, float threshold, long nanos) {}
