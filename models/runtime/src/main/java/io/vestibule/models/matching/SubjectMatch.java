package io.vestibule.models.matching;

import org.jspecify.annotations.Nullable;

/**
 * The most similar subject of a search, and the next ones.
 *
 * @param best the most similar subject; the caller compares its score with a threshold
 * @param runnerUp the most similar of all other subjects; null if there is no other
 * @param rival the subject over which the best one needs a lead: the runner-up, or the next subject that was not enrolled as
 *     similar to the best one; null if there is none
 */
public record SubjectMatch(
        ScoredSubject best,
        @Nullable ScoredSubject runnerUp,
        @Nullable ScoredSubject rival) {

    /** A match in which the best subject needs a lead over the runner-up. */
    public SubjectMatch(ScoredSubject best, @Nullable ScoredSubject runnerUp) {
        this(best, runnerUp, runnerUp);
    }

    /** Difference between the scores of best and rival, 0 to 2; positive infinity without a rival. */
    public float margin() {
        return rival == null ? Float.POSITIVE_INFINITY : best.score() - rival.score();
    }
}
