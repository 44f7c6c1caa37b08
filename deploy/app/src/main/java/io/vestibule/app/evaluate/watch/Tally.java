package io.vestibule.app.evaluate.watch;

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
 * @param staticFacesPassed sightings of static faces that passed as alive, see {@link Judge}
 */
record Tally(
        int frames,
        int exits,
        int needed,
        int recalled,
        int turnedAway,
        int visits,
        int visitsDetected,
        int staticFacesPassed) {

    static final Tally NOTHING = new Tally(0, 0, 0, 0, 0, 0, 0, 0);

    Tally plus(Tally other) {
        return new Tally(
                frames + other.frames,
                exits + other.exits,
                needed + other.needed,
                recalled + other.recalled,
                turnedAway + other.turnedAway,
                visits + other.visits,
                visitsDetected + other.visitsDetected,
                staticFacesPassed + other.staticFacesPassed);
    }

    double exitShare() {
        return exits / (double) frames;
    }

    /** Empty if no frame needs detection. */
    OptionalDouble frameRecall() {
        return needed == 0 ? OptionalDouble.empty() : OptionalDouble.of(recalled / (double) needed);
    }

    /** Share of the frames that need detection and in which the face passed as alive, too, where it was found. */
    OptionalDouble strictRecall() {
        return needed == 0 ? OptionalDouble.empty() : OptionalDouble.of((recalled - turnedAway) / (double) needed);
    }

    /** Empty if there is no visit. */
    OptionalDouble visitRecall() {
        return visits == 0 ? OptionalDouble.empty() : OptionalDouble.of(visitsDetected / (double) visits);
    }

    /** Share of the frames that need no detection and were looked at all the same; 0 if there are none. */
    double falseLooks() {
        int idle = frames - needed;
        return idle == 0 ? 0 : 1 - (exits - (needed - recalled)) / (double) idle;
    }
}
