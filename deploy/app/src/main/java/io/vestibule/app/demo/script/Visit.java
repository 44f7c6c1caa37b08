package io.vestibule.app.demo.script;

import java.time.Duration;
import java.util.Optional;

/**
 * Somebody walks up to a door and leaves.
 *
 * @param subject who it is; empty for a stranger
 * @param portrait what the camera sees of her
 * @param from when she comes into view, after the beginning of the script
 * @param to when she is out of view
 * @param side from where she comes, and where she goes
 * @param cover the time during which she holds a hand over the lens
 */
public record Visit(
        Optional<String> subject, Portrait portrait, Duration from, Duration to, Side side, Optional<Interval> cover) {

    public enum Side {
        LEFT,
        RIGHT
    }

    public Visit {
        if (to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("a visit ends after it begins, not from " + from + " to " + to);
        }
    }

    static Visit resident(String subject, Portrait portrait, int from, int to, Side side) {
        return new Visit(Optional.of(subject), portrait, seconds(from), seconds(to), side, Optional.empty());
    }

    static Visit stranger(Portrait portrait, int from, int to, Side side) {
        return new Visit(Optional.empty(), portrait, seconds(from), seconds(to), side, Optional.empty());
    }

    Visit covering(int begin, int end) {
        return new Visit(subject, portrait, from, to, side, Optional.of(new Interval(seconds(begin), seconds(end))));
    }

    public Interval time() {
        return new Interval(from, to);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}
