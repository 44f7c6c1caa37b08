package io.vestibule.lab.evaluation.watch.score;

import java.util.OptionalDouble;

/**
 * Counts of a filter at one operating point. Counts of several clips can be added.
 *
 * @param frames all frames
 * @param exits skipped frames
 * @param needed frames that need detection
 * @param recalled frames that need detection and were detected
 * @param rejected recalled frames in which the detector found the face but it did not count as live
 * @param visits all visits
 * @param visitsDetected visits detected within a second
 * @param staticFacesPassed sightings of static faces that counted as live, see {@link FilterScorer}
 */
public record WatchCounts(
        int frames,
        int exits,
        int needed,
        int recalled,
        int rejected,
        int visits,
        int visitsDetected,
        int staticFacesPassed) {

    public static final WatchCounts NONE = new WatchCounts(0, 0, 0, 0, 0, 0, 0, 0);

    public WatchCounts plus(WatchCounts other) {
        return new WatchCounts(
                frames + other.frames,
                exits + other.exits,
                needed + other.needed,
                recalled + other.recalled,
                rejected + other.rejected,
                visits + other.visits,
                visitsDetected + other.visitsDetected,
                staticFacesPassed + other.staticFacesPassed);
    }

    public double exitShare() {
        return exits / (double) frames;
    }

    /** Share of the needed frames that were detected. Empty if no frame needs detection. */
    public OptionalDouble frameRecall() {
        return needed == 0 ? OptionalDouble.empty() : OptionalDouble.of(recalled / (double) needed);
    }

    /** Share of the needed frames that were detected and in which the face, if found, counted as live. */
    public OptionalDouble strictRecall() {
        return needed == 0 ? OptionalDouble.empty() : OptionalDouble.of((recalled - rejected) / (double) needed);
    }

    /** Share of the visits that were detected. Empty without visits. */
    public OptionalDouble visitRecall() {
        return visits == 0 ? OptionalDouble.empty() : OptionalDouble.of(visitsDetected / (double) visits);
    }

    /** Share of the frames without need that were detected. 0 if there are none. */
    public double falseDetectionShare() {
        int idle = frames - needed;
        return idle == 0 ? 0 : 1 - (exits - (needed - recalled)) / (double) idle;
    }
}
