package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.Vectors;
import io.vestibule.models.verification.ErrorRates;
import io.vestibule.schemas.Template;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides whether a new face is the person of a subject's templates.
 *
 * <p>The face must be as similar to one of the templates as the limit requires. Only one contract decides: of those in which the
 * subject has templates, the one with the lowest false non-match rate at its limit. Further contracts would add false
 * non-matches but little certainty, because their errors are correlated.
 */
final class SameSubjectRule {

    private final List<Limit> limits;

    private SameSubjectRule(List<Limit> limits) {
        this.limits = limits;
    }

    /**
     * A rule with a limit for each contract: the measured threshold at the rate, or the next stricter one. A contract without
     * measured thresholds has its own threshold, and decides only if no other does.
     *
     * @param falseMatchRate maximum share of comparisons with another person that reach the limit
     * @throws IllegalArgumentException if a contract has measured thresholds, but none is strict enough
     */
    static SameSubjectRule of(List<EmbeddingContract> contracts, double falseMatchRate) {
        return new SameSubjectRule(contracts.stream()
                .map(contract -> Limit.of(contract, falseMatchRate))
                .sorted(Comparator.comparingDouble((Limit limit) -> limit.falseNonMatchRate())
                        .thenComparing(limit -> limit.contract().id()))
                .toList());
    }

    /**
     * Whether the face is the person of the templates. False if none of the templates is of a contract in use, because nothing
     * can be compared then.
     *
     * @param entries entries with at least one template
     * @param face the embedding of the face in each contract in use
     */
    boolean matches(SubjectEntries entries, Map<EmbeddingContract, Embedding> face) {
        for (Limit limit : limits) {
            List<Template> templates = entries.templates(limit.contract());
            Embedding embedding = face.get(limit.contract());
            if (!templates.isEmpty() && embedding != null) {
                return bestCosine(templates, embedding) >= limit.cosine();
            }
        }
        return false;
    }

    private static float bestCosine(List<Template> templates, Embedding face) {
        float best = -1;
        for (Template template : templates) {
            best = Math.max(best, Vectors.dot(TemplateVectors.unit(template), 0, face.unit()));
        }
        return best;
    }

    /**
     * The limit in one contract.
     *
     * @param falseNonMatchRate share of comparisons of one person below the limit; 1 if it was not measured
     */
    private record Limit(EmbeddingContract contract, float cosine, double falseNonMatchRate) {

        static Limit of(EmbeddingContract contract, double falseMatchRate) {
            Optional<ErrorRates> measured = contract.atMost(falseMatchRate);
            if (measured.isEmpty() && !contract.measured().isEmpty()) {
                throw new IllegalArgumentException("model " + contract.id()
                        + " has no threshold with a false match rate of " + falseMatchRate
                        + " or less; raise enrol.same-subject-false-match-rate");
            }
            return measured.map(point -> new Limit(contract, point.threshold(), point.falseNonMatchRate()))
                    .orElse(new Limit(contract, contract.threshold(), 1));
        }
    }
}
