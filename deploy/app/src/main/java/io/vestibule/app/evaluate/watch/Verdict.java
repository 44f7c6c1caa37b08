package io.vestibule.app.evaluate.watch;

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
record Verdict(boolean looked, List<Boolean> living, float distance, float threshold, long nanos) {}
