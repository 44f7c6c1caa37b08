package io.vestibule.lab.scenes.script;

import java.time.Duration;
import java.util.Optional;

/**
 * A person who approaches a door and leaves.
 *
 * @param subject empty for a stranger
 * @param portrait the face that the camera shows
 * @param from script time at which the person comes into view
 * @param to script time at which the person is out of view
 * @param side from which the person comes and to which the person leaves
 * @param cover time span in which the person holds a hand over the lens
 */
public record ScriptedVisit(
        Optional<String> subject, Portrait portrait, Duration from, Duration to, Side side, Optional<TimeSpan> cover) {

    public enum Side {
        LEFT,
        RIGHT
    }

    public ScriptedVisit {
        if (to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("a visit must end after it begins: from " + from + " to " + to);
        }
    }

    static ScriptedVisit resident(String subject, Portrait portrait, int from, int to, Side side) {
        return new ScriptedVisit(Optional.of(subject), portrait, seconds(from), seconds(to), side, Optional.empty());
    }

    static ScriptedVisit stranger(Portrait portrait, int from, int to, Side side) {
        return new ScriptedVisit(Optional.empty(), portrait, seconds(from), seconds(to), side, Optional.empty());
    }

    ScriptedVisit withLensCovered(int begin, int end) {
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
