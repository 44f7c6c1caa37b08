package io.vestibule.topologies.recognise;

import io.vestibule.schemas.state.DecisionState;
import org.jspecify.annotations.Nullable;

/**
 * What is said of who a visitor is.
 *
 * @param subject null for an unknown person
 * @param score best similarity to the subject, or to the nearest one; null where nobody is enrolled
 * @param runnerUp best similarity to any other subject; null where there is none
 * @param model id of the embedding contract
 */
record IdentityDecision(
        @Nullable String subject,
        @Nullable Float score,
        @Nullable Float runnerUp,
        float threshold,
        double falseMatchRate,
        int votes,
        String model) {

    static IdentityDecision of(DecisionState memory) {
        return new IdentityDecision(
                memory.getSubject(),
                memory.getScore(),
                memory.getRunnerUp(),
                memory.getThreshold(),
                memory.getFalseMatchRate(),
                memory.getVotes(),
                memory.getModel());
    }

    DecisionState memory() {
        return new DecisionState(subject, score, runnerUp, threshold, falseMatchRate, votes, model);
    }

    boolean isNamed() {
        return subject != null;
    }
}
