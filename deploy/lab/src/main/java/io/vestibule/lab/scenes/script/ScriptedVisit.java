package io.vestibule.lab.scenes.script;

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
public record ScriptedVisit(
        Optional<String> subject, Portrait portrait, Duration from, Duration to, Side side, Optional<TimeSpan> cover) {

    public enum Side {
        LEFT,
        RIGHT
    }

    public ScriptedVisit {
        if (to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("a visit ends after it begins, not from " + from + " to " + to);
        }
    }

    static ScriptedVisit resident(String subject, Portrait portrait, int from, int to, Side side) {
        return new ScriptedVisit(Optional.of(subject), portrait, seconds(from), seconds(to), side, Optional.empty());
    }

    static ScriptedVisit stranger(Portrait portrait, int from, int to, Side side) {
        return new ScriptedVisit(Optional.empty(), portrait, seconds(from), seconds(to), side, Optional.empty());
    }

    ScriptedVisit covering(int begin, int end) {
        return new ScriptedVisit(
                subject, portrait, from, to, side, Optional.of(new TimeSpan(seconds(begin), seconds(end))));
    }

    public TimeSpan time() {
        return new TimeSpan(from, to);
    }

    private static Duration seconds(int count) {
        return Duration.ofSeconds(count);
    }
}
