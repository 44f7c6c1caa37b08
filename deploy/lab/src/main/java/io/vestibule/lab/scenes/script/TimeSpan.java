package io.vestibule.lab.scenes.script;

import java.time.Duration;

/**
 * A stretch of the script's time.
 *
 * @param from after the beginning of the script, included
 * @param to after the beginning of the script, not included
 */
public record TimeSpan(Duration from, Duration to) {

    public boolean contains(Duration time) {
        return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
    }

    /** How long both last at once; zero where they never do. */
    Duration shared(TimeSpan other) {
        Duration begin = from.compareTo(other.from) > 0 ? from : other.from;
        Duration end = to.compareTo(other.to) < 0 ? to : other.to;
        return begin.compareTo(end) < 0 ? end.minus(begin) : Duration.ZERO;
    }

    /** The same stretch, longer at both ends. */
    TimeSpan widened(Duration by) {
        return new TimeSpan(from.minus(by), to.plus(by));
    }
}
