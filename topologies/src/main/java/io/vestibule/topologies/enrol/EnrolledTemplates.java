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
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The templates of all enrolled subjects, to find conflicts between a new face and other subjects.
 *
 * <p>They come from the topology's own store, not from the gallery topic, so each template is present before the next
 * photograph is compared. Not thread-safe.
 */
final class EnrolledTemplates {

    private final Map<String, TemplateIndex> contracts = new HashMap<>();

    /** The similar subjects that each subject's entries list; without subjects that list none. */
    private final Map<String, Set<String>> similar = new HashMap<>();

    /** Replaces the templates of a subject in a contract. */
    void put(GalleryEntry entry) {
        Instant expiry = entry.getConsentExpiresAt();
        contracts
                .computeIfAbsent(entry.getContract(), contract -> new TemplateIndex(entry.getDimension()))
                .put(
                        entry.getSubject(),
                        entry.getTemplates().stream().map(TemplateVectors::unit).toList(),
                        expiry == null ? Long.MAX_VALUE : Gallery.micros(expiry));
        if (entry.getSimilarSubjects().isEmpty()) {
            similar.remove(entry.getSubject());
        } else {
            similar.put(entry.getSubject(), Set.copyOf(entry.getSimilarSubjects()));
        }
    }

    void remove(String subject) {
        contracts.values().forEach(templates -> templates.remove(subject));
        similar.remove(subject);
    }

    /**
     * Returns other subjects whose consent is valid at that time and whose cosine with the face is the limit or more. They are
     * the nearest ones, and at most one more than an entry may list.
     */
    Set<String> othersFrom(float limit, String subject, EmbeddingContract contract, Embedding face, Instant at) {
        TemplateIndex templates = contracts.get(contract.id());
        if (templates == null) {
            return Set.of();
        }
        int enough = Gallery.MAXIMUM_SIMILAR + 2; // the subject itself, those that an entry may list, and one more
        return templates.current().nearest(face.unit(), Gallery.micros(at), enough).stream()
                .filter(scored -> scored.score() >= limit)
                .map(ScoredSubject::subject)
                .filter(other -> !other.equals(subject))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The similar subjects that the subject's entries list. */
    Set<String> similarTo(String subject) {
        return similar.getOrDefault(subject, Set.of());
    }

    /** The subjects whose entries list this one, sorted. */
    List<String> listing(String subject) {
        return similar.entrySet().stream()
                .filter(entry -> entry.getValue().contains(subject))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
