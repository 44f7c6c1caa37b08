package io.vestibule.lab.evaluation.watch.score;

import java.util.OptionalDouble;

/**
 * What a filter did at one working point. Tallies of several clips can be added.
 *
 * @param frames all
 * @param exits frames that were left early
 * @param needed frames that need detection
 * @param recalled frames that need detection and were looked at
 * @param turnedAway frames that need detection and were looked at, in which the detector found the face but it did not pass
 *     as alive
 * @param visits all
 * @param visitsDetected within a second
 * @param staticFacesPassed sightings of static faces that passed as alive, see {@link FilterScorer}
 */
public record WatchCounts(
        int frames,
        int exits,
        int needed,
        int recalled,
        int turnedAway,
        int visits,
        int visitsDetected,
        int staticFacesPassed) {

    public static final WatchCounts NOTHING = new WatchCounts(0, 0, 0, 0, 0, 0, 0, 0);

    public WatchCounts plus(WatchCounts other) {
        return new WatchCounts(
                frames + other.frames,
                exits + other.exits,
                needed + other.needed,
                recalled + other.recalled,
                turnedAway + other.turnedAway,
                visits + other.visits,
                visitsDetected + other.visitsDetected,
                staticFacesPassed + other.staticFacesPassed);
    }

    public double exitShare() {
        return exits / (double) frames;
    }

    /** Empty if no frame needs detection. */
    public OptionalDouble frameRecall() {
        return needed == 0 ? OptionalDouble.empty() : OptionalDouble.of(recalled / (double) needed);
    }

    /** Share of the frames that need detection and in which the face passed as alive, too, where it was found. */
    OptionalDouble strictRecall() {
        return needed == 0 ? OptionalDouble.empty() : OptionalDouble.of((recalled - turnedAway) / (double) needed);
    }

    /** Empty if there is no visit. */
    public OptionalDouble visitRecall() {
        return visits == 0 ? OptionalDouble.empty() : OptionalDouble.of(visitsDetected / (double) visits);
    }

    /** Share of the frames that need no detection and were looked at all the same; 0 if there are none. */
    double falseLooks() {
        int idle = frames - needed;
        return idle == 0 ? 0 : 1 - (exits - (needed - recalled)) / (double) idle;
    }
}
