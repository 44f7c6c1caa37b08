package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.schemas.Origin;
import java.util.Optional;

/**
 * What a face must reach to count as a subject's, in one embedding contract.
 *
 * @param threshold cosine to the subject, from which a sighting votes for it
 * @param margin how far the subject must lie above every other one, 0 or more
 * @param falseMatchRate share of comparisons of different people that reach the threshold, at most
 */
record DecisionThreshold(EmbeddingContract contract, float threshold, float margin, double falseMatchRate) {

    /**
     * The bar of a contract. The contract's threshold is for one comparison; a search makes one with every template, and
     * every sighting of a visit makes a search. So the threshold is raised by {@code strictness} of the way from it to 1,
     * unless one was given by hand. Both this and the margin are shares of a way, because cosines of one model spread over
     * more of the scale than those of another.
     */
    static DecisionThreshold of(
            EmbeddingContract contract, Optional<ConfiguredThreshold> given, RecogniseSettings settings) {
        float raised = contract.threshold() + settings.strictness() * (1 - contract.threshold());
        ConfiguredThreshold threshold = given.orElse(new ConfiguredThreshold(raised, contract.falseMatchRate()));
        return new DecisionThreshold(
                contract, threshold.cosine(), settings.margin() * (1 - threshold.cosine()), threshold.falseMatchRate());
    }

    /** What a sighting says, by what the gallery says of it. */
    Vote judge(Optional<SubjectMatch> match, Origin origin) {
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
