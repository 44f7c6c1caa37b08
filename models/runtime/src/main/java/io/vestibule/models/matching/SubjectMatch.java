package io.vestibule.models.matching;

import org.jspecify.annotations.Nullable;

/**
 * The subject that a face looks most like, and the next one.
 *
 * @param best the most similar subject, which may be a poor one: the threshold is the caller's
 * @param runnerUp the most similar of all other subjects; null where there is no other
 */
public record SubjectMatch(ScoredSubject best, @Nullable ScoredSubject runnerUp) {

    /** How far the best lies above the runner-up, 0 to 2; positive infinity where there is no runner-up. */
    public float margin() {
        return runnerUp == null ? Float.POSITIVE_INFINITY : best.score() - runnerUp.score();
    }
}
