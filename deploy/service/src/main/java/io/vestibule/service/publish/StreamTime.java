package io.vestibule.service.publish;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Progress of a stream, from the time stamps of its pictures. Only short differences forward count. A time stamp that goes back, or
 * far forward, means that another clock has begun: a camera restarted, its clock was set, its counter has started again at zero, or
 * a recording was appended. The picture then counts as the next one, one interval later, and starts a segment.
 */
final class StreamTime {
    /** Longest difference that is a gap and not another clock. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(10);

    /** Time stamps of some cameras vary, and step back by less than this. Such a step is no progress, and no other clock. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private final Duration interval;
    private final Duration longestGap;
    private boolean started;
    private OptionalLong last = OptionalLong.empty();
    private Duration progress = Duration.ZERO;

    /** @param interval usual time between two pictures */
    StreamTime(Duration interval) {
        this.interval = interval;
        // The pictures of a time lapse can be minutes apart.
        Duration several = interval.multipliedBy(3);
        this.longestGap = several.compareTo(LONGEST_GAP) > 0 ? several : LONGEST_GAP;
    }

    /**
     * The time of a picture.
     *
     * @param at time since the first picture; it never decreases
     * @param startsSegment whether another clock has begun
     */
    record Step(Duration at, boolean startsSegment) {}

    /** @param micros time stamp of the next picture in microseconds; empty if it has none */
    Step advance(OptionalLong micros) {
        Optional<Duration> difference = difference(micros);
        last = micros.isPresent() ? micros : last;
        if (!started) {
            started = true;
            return new Step(progress, false);
        }
        boolean otherClock = difference.isPresent()
                && (difference.get().compareTo(JITTER.negated()) < 0
                        || difference.get().compareTo(longestGap) > 0);
        Duration forward = otherClock ? interval : difference.orElse(interval);
        progress = forward.isNegative() ? progress : progress.plus(forward);
        return new Step(progress, otherClock);
    }

    private Optional<Duration> difference(OptionalLong micros) {
        return micros.isEmpty() || last.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        Duration.of(micros.getAsLong(), ChronoUnit.MICROS).minus(last.getAsLong(), ChronoUnit.MICROS));
    }
}
