package io.vestibule.topologies.gallery;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.GalleryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The part of the gallery with one embedding contract. One thread writes it. */
final class ContractGallery {

    private final int dimension;
    private final boolean keepsCentres;
    private final TemplateIndex templates;
    private final TemplateIndex centres;
    private final SimilarSubjects similar = new SimilarSubjects();
    private final Map<String, Instant> consents = new ConcurrentHashMap<>();
    private final Set<String> subjects = ConcurrentHashMap.newKeySet();

    ContractGallery(int dimension, boolean keepsCentres) {
        this.dimension = dimension;
        this.keepsCentres = keepsCentres;
        templates = new TemplateIndex(dimension);
        centres = new TemplateIndex(dimension);
    }

    TemplateIndex templates() {
        return templates;
    }

    TemplateIndex centres() {
        return centres;
    }

    /** Number of values of all templates. */
    long values() {
        return (long) templates.current().size() * dimension;
    }

    boolean isEmpty() {
        return templates.current().size() == 0;
    }

    /** The most similar subject and the next ones; empty if no subject may match at that time. */
    Optional<SubjectMatch> match(float[] unit, long at) {
        TemplateSnapshot snapshot = templates.current();
        return snapshot.match(unit, at).map(match -> similar.withRival(match, snapshot, unit, at));
    }

    boolean areSimilar(String one, String other) {
        return similar.areSimilar(one, other);
    }

    boolean contains(String subject) {
        return subjects.contains(subject);
    }

    Optional<Instant> consentExpiresAt(String subject) {
        return Optional.ofNullable(consents.get(subject));
    }

    void put(GalleryEntry entry) {
        if (entry.getDimension() != dimension) {
            throw new IllegalArgumentException(
                    "entry of " + entry.getDimension() + " dimensions in a contract of " + dimension + " dimensions");
        }
        String subject = entry.getSubject();
        Instant consent = entry.getConsentExpiresAt();
        long expiresAt = consent == null ? Long.MAX_VALUE : Gallery.micros(consent);
        List<float[]> units =
                entry.getTemplates().stream().map(TemplateVectors::unit).toList();
        templates.put(subject, units, expiresAt);
        similar.put(subject, entry.getSimilarSubjects());
        if (keepsCentres) {
            centres.put(
                    subject, units.isEmpty() ? List.of() : List.of(HalfFloats.round(Vectors.centre(units))), expiresAt);
        }
        if (units.isEmpty()) {
            subjects.remove(subject);
        } else {
            subjects.add(subject);
        }
        if (consent == null || units.isEmpty()) {
            consents.remove(subject);
        } else {
            consents.put(subject, consent);
        }
    }

    void remove(String subject) {
        templates.remove(subject);
        centres.remove(subject);
        similar.remove(subject);
        consents.remove(subject);
        subjects.remove(subject);
    }
}
