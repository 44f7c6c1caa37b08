package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.schemas.Origin;
import java.util.Optional;

/**
 * The condition under which a face counts as a vote for a subject, in one embedding contract.
 *
 * @param threshold minimum cosine to the subject
 * @param margin minimum lead over each other subject, 0 or more
 * @param falseMatchRate maximum share of comparisons of different people that reach the threshold
 */
record DecisionThreshold(EmbeddingContract contract, float threshold, float margin, double falseMatchRate) {

    /**
     * The condition for a contract. The contract's threshold is for one comparison. A search makes one with each template, and
     * a visit makes one search per sighting. The threshold is therefore raised by {@code strictness} of the way from
     * it to 1, unless one is configured. Strictness and margin are relative, because models differ in the range that
     * their cosines use.
     */
    static DecisionThreshold of(
            EmbeddingContract contract, Optional<ConfiguredThreshold> configured, RecogniseSettings settings) {
        float raised = contract.threshold() + settings.strictness() * (1 - contract.threshold());
        ConfiguredThreshold threshold = configured.orElse(new ConfiguredThreshold(raised, contract.falseMatchRate()));
        return new DecisionThreshold(
                contract, threshold.cosine(), settings.margin() * (1 - threshold.cosine()), threshold.falseMatchRate());
    }

    /** The vote that follows from the result of a gallery search. */
    Vote vote(Optional<SubjectMatch> match, Origin origin) {
        if (match.isEmpty()) {
            return new Vote(contract.id(), null, null, null, false, origin);
        }
        SubjectMatch found = match.get();
        return new Vote(
                contract.id(),
                found.best().subject(),
                found.best().score(),
                found.runnerUp() == null ? null : found.runnerUp().score(),
                found.best().score() >= threshold && found.margin() >= margin,
                origin);
    }
}
