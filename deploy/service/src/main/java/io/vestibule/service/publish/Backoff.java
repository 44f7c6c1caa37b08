package io.vestibule.service.publish;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses between attempts: 1 s, then twice as long each time, up to 30 s. Each is shortened by a random part of up to a half, so
 * that many publishers do not open their cameras at the same moment after a power cut.
 */
final class Backoff {
    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private Duration pause = FIRST;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The pause before the next attempt. */
    Duration next() {
        Duration now = pause;
        Duration twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
        return now.minus(Duration.ofNanos(Math.round(now.toNanos() / 2.0 * random.nextDouble())));
    }

    /** The next pause is the longest one. */
    void extend() {
        pause = LONGEST;
    }

    /** The next pause is the first one. */
    void reset() {
        pause = FIRST;
    }
}
