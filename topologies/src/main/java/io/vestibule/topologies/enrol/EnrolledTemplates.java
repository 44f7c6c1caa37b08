package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The templates of all enrolled subjects, to find conflicts between a new face and other subjects.
 *
 * <p>They come from the topology's own store, not from the gallery topic, so each template is present before the next
 * photograph is compared. Not thread-safe.
 */
final class EnrolledTemplates {

    private final Map<String, TemplateIndex> contracts = new HashMap<>();

    /** Replaces the templates of a subject in a contract. */
    void put(GalleryEntry entry) {
        Instant expiry = entry.getConsentExpiresAt();
        contracts
                .computeIfAbsent(entry.getContract(), contract -> new TemplateIndex(entry.getDimension()))
                .put(
                        entry.getSubject(),
                        entry.getTemplates().stream().map(TemplateVectors::unit).toList(),
                        expiry == null ? Long.MAX_VALUE : Gallery.micros(expiry));
    }

    void remove(String subject) {
        contracts.values().forEach(templates -> templates.remove(subject));
    }

    /** Returns the best cosine of the face with any other subject whose consent is valid at that time; empty if there is none. */
    Optional<Float> bestOtherCosine(String subject, EmbeddingContract contract, Embedding face, Instant at) {
        TemplateIndex templates = contracts.get(contract.id());
        if (templates == null) {
            return Optional.empty();
        }
        List<ScoredSubject> nearest = templates.current().nearest(face.unit(), Gallery.micros(at), 2);
        return nearest.stream()
                .filter(scored -> !scored.subject().equals(subject))
                .findFirst()
                .map(ScoredSubject::score);
    }
}
