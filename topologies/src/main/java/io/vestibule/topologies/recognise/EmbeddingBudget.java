package io.vestibule.topologies.recognise;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Limits how many faces of one camera are embedded, because embedding is the most expensive step. Mutable.
 *
 * <p>Two rules apply. The first is a token bucket in camera time. It holds the tokens of one second, and the last third is kept for
 * visitors who were embedded only a few times yet. The same faces therefore get the same result in each run. The bucket is not
 * stored: after a restart it is full.
 *
 * <p>The second rule is for a stream that is behind, by the wall clock. Only one face per second of camera time is then embedded,
 * until the stream is fresh. Recent faces matter more than old ones.
 */
final class EmbeddingBudget {

    /** At least one face per this camera time is embedded, however old it is. */
    private static final Duration LONGEST_GAP = Duration.ofSeconds(1);

    /** A face is fresh if it is younger than the deadline divided by this. */
    private static final int FRESH_DIVISOR = 4;

    /** The bucket divided by this is kept for new visitors. */
    private static final int RESERVE_DIVISOR = 3;

    private static final double NANOS_PER_SECOND = 1e9;

    private final RecogniseLimits limits;
    private final Duration absenceTimeout;
    private final boolean replay;
    private double tokens;
    private Instant filledAt = Instant.MIN;
    private Instant embeddedAt = Instant.MIN;
    private boolean behind;

    EmbeddingBudget(RecogniseSettings settings) {
        this.limits = settings.limits();
        this.absenceTimeout = settings.absenceTimeout();
        this.replay = settings.replay();
        this.tokens = limits.embeddingsPerSecond();
    }

    /**
     * Takes a token for a face. Returns the limit that forbids it; empty if the face may be embedded.
     *
     * @param newVisitor whether the visitor was embedded only a few times yet
     * @param at capture time of the face
     * @param now wall clock time
     */
    Optional<LimitKind> take(boolean newVisitor, Instant at, Instant now) {
        fill(at);
        if (isBehind(at, now) && !isDue(at)) {
            return Optional.of(LimitKind.DEADLINE);
        }
        int reserve = newVisitor ? 0 : limits.embeddingsPerSecond() / RESERVE_DIVISOR;
        if (tokens - reserve < 1) {
            return Optional.of(LimitKind.EMBEDDINGS);
        }
        tokens--;
        embeddedAt = at;
        return Optional.empty();
    }

    private void fill(Instant at) {
        if (filledAt.equals(Instant.MIN) || at.plus(absenceTimeout).isBefore(filledAt)) {
            filledAt = at; // the first face, or the clock was put back
            embeddedAt = Instant.MIN;
        } else if (at.isAfter(filledAt)) {
            double seconds = Duration.between(filledAt, at).toNanos() / NANOS_PER_SECOND;
            tokens = Math.min(limits.embeddingsPerSecond(), tokens + seconds * limits.embeddingsPerSecond());
            filledAt = at;
        }
    }

    private boolean isBehind(Instant at, Instant now) {
        if (replay) {
            return false;
        }
        Duration age = Duration.between(at, now);
        Duration limit = behind ? limits.deadline().dividedBy(FRESH_DIVISOR) : limits.deadline();
        behind = age.compareTo(limit) > 0;
        return behind;
    }

    private boolean isDue(Instant at) {
        return !embeddedAt.isAfter(at.minus(LONGEST_GAP));
    }
}
