package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the other subjects whose face a photograph may show.
 *
 * <p>A rejection names neither the other subject nor a similarity. More people read dead letters than the gallery, and a
 * similarity would let them search for enrolled people.
 */
final class ConflictRule {

    private final float reserve;

    /** @param reserve how far the limit is above the contract's threshold, as a share of the distance to 1 */
    ConflictRule(float reserve) {
        this.reserve = reserve;
    }

    /**
     * Returns the other subjects that the face resembles in any contract. It rejects the face if there are any and this is not
     * allowed, or if an entry would list more of them than it may.
     *
     * @param allowed whether the face may resemble other subjects
     * @param now time at which the consent of the others must be valid
     */
    Outcome<Set<String>> check(
            String subject,
            Map<EmbeddingContract, Embedding> face,
            EnrolledTemplates enrolled,
            boolean allowed,
            Instant now) {
        Set<String> others = new TreeSet<>();
        face.forEach((contract, embedding) ->
                others.addAll(enrolled.othersFrom(limit(contract), subject, contract, embedding, now)));
        if (!others.isEmpty() && !allowed) {
            return Outcome.rejected(
                    Reason.SUBJECT_CONFLICT,
                    "the face resembles another subject; if it is not the same person, send it with allowConflict"
                            + " (enrol --allow-conflict)");
        }
        boolean fits = fits(subject, others, enrolled)
                && others.stream().allMatch(other -> fits(other, Set.of(subject), enrolled));
        return fits
                ? Outcome.accepted(others)
                : Outcome.rejected(
                        Reason.SUBJECT_CONFLICT,
                        "the face resembles more than " + Gallery.MAXIMUM_SIMILAR
                                + " subjects, which is the maximum even with allowConflict; check for people who are"
                                + " enrolled under several names");
    }

    private float limit(EmbeddingContract contract) {
        return contract.threshold() + reserve * (1 - contract.threshold());
    }

    /** Whether the subject's entries may list these subjects too. */
    private static boolean fits(String subject, Set<String> more, EnrolledTemplates enrolled) {
        Set<String> all = new TreeSet<>(enrolled.similarTo(subject));
        all.addAll(more);
        return all.size() <= Gallery.MAXIMUM_SIMILAR;
    }
}
