package io.vestibule.topologies.recognise;

import io.vestibule.schemas.state.DecisionState;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a visitor, as the votes decide it.
 *
 * @param subject null for an unknown person
 * @param score best similarity to the subject, or to the nearest one; null if nobody is enrolled
 * @param runnerUp best similarity to any other subject; null if there is none
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

    static IdentityDecision fromState(DecisionState state) {
        return new IdentityDecision(
                state.getSubject(),
                state.getScore(),
                state.getRunnerUp(),
                state.getThreshold(),
                state.getFalseMatchRate(),
                state.getVotes(),
                state.getModel());
    }

    DecisionState toState() {
        return new DecisionState(subject, score, runnerUp, threshold, falseMatchRate, votes, model);
    }

    boolean isIdentified() {
        return subject != null;
    }
}
