package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.VoteState;
import org.jspecify.annotations.Nullable;

/**
 * What one judged sighting says of who the visitor is.
 *
 * @param contract id of the embedding contract
 * @param subject the most similar subject; null where nobody is enrolled
 * @param score similarity to that subject; null where nobody is enrolled
 * @param runnerUp similarity to the most similar other subject; null where there is none
 * @param vote whether it counts as a vote for the subject
 */
record Vote(
        String contract,
        @Nullable String subject,
        @Nullable Float score,
        @Nullable Float runnerUp,
        boolean vote,
        Origin origin) {

    static Vote of(VoteState memory) {
        return new Vote(
                memory.getContract(),
                memory.getSubject(),
                memory.getScore(),
                memory.getRunnerUp(),
                memory.getCounts(),
                memory.getOrigin());
    }

    VoteState memory() {
        return new VoteState(contract, subject, score, runnerUp, vote, origin);
    }

    boolean votesFor(String candidate) {
        return vote && candidate.equals(subject);
    }

    /** Similarity to the most similar subject other than the given one; null where there is none. */
    @Nullable
    Float bestBut(@Nullable String candidate) {
        return subject == null || subject.equals(candidate) ? runnerUp : score;
    }
}
