package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.VoteState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The result of one gallery search. It counts for the most similar subject only if {@code counts} is set.
 *
 * @param contract id of the embedding contract
 * @param subject the most similar subject; null if nobody is enrolled
 * @param score similarity to that subject; null if nobody is enrolled
 * @param runnerUp similarity to the most similar other subject; null if there is none
 * @param counts whether the score reaches the threshold and the margin to the runner-up
 * @param origin frame of the face
 */
record Vote(
        String contract,
        @Nullable String subject,
        @Nullable Float score,
        @Nullable Float runnerUp,
        boolean counts,
        Origin origin) {

    static Vote fromState(VoteState state) {
        return new Vote(
                state.getContract(),
                state.getSubject(),
                state.getScore(),
                state.getRunnerUp(),
                state.getCounts(),
                state.getOrigin());
    }

    VoteState toState() {
        return new VoteState(contract, subject, score, runnerUp, counts, origin);
    }

    /** Capture time of the face. */
    Instant at() {
        return origin.getCapturedAt();
    }

    boolean isFor(String candidate) {
        return counts && candidate.equals(subject);
    }

    /** Similarity to the most similar subject other than the given one; null if there is none. */
    @Nullable
    Float bestScoreExcept(@Nullable String candidate) {
        return subject == null || subject.equals(candidate) ? runnerUp : score;
    }
}
