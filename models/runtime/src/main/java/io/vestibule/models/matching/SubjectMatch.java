package io.vestibule.models.matching;

import org.jspecify.annotations.Nullable;

/**
 * The most similar subject of a search, and the next one.
 *
 * @param best the most similar subject; the caller compares its score with a threshold
 * @param runnerUp the most similar of all other subjects; null if there is no other
 */
public record SubjectMatch(ScoredSubject best, @Nullable ScoredSubject runnerUp) {

    /** Difference between the scores of best and runner-up, 0 to 2; positive infinity without a runner-up. */
    public float margin() {
        return runnerUp == null ? Float.POSITIVE_INFINITY : best.score() - runnerUp.score();
    }
}
