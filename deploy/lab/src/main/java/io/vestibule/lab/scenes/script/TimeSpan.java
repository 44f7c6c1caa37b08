package io.vestibule.lab.scenes.script;

import java.time.Duration;

/**
 * A span of script time.
 *
 * @param from script time, inclusive
 * @param to script time, exclusive
 */
public record TimeSpan(Duration from, Duration to) {

    public boolean contains(Duration time) {
        return time.compareTo(from) >= 0 && time.compareTo(to) < 0;
    }

    /** Returns the duration of the overlap; zero if the spans do not overlap. */
    Duration overlap(TimeSpan other) {
        Duration begin = from.compareTo(other.from) > 0 ? from : other.from;
        Duration end = to.compareTo(other.to) < 0 ? to : other.to;
        return begin.compareTo(end) < 0 ? end.minus(begin) : Duration.ZERO;
    }

    /** Returns a span that is longer at both ends. */
    TimeSpan widened(Duration margin) {
        return new TimeSpan(from.minus(margin), to.plus(margin));
    }
}
