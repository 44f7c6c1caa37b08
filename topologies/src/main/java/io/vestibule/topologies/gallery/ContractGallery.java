package io.vestibule.topologies.gallery;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.GalleryEntry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The part of the gallery with one embedding contract. One thread writes it. */
final class ContractGallery {

    private final int dimension;
    private final boolean keepsCentres;
    private final TemplateIndex templates;
    private final TemplateIndex centres;
    private final Map<String, Instant> consents = new ConcurrentHashMap<>();

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

    boolean isEmpty() {
        return templates.current().size() == 0;
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
        if (keepsCentres) {
            centres.put(
                    subject, units.isEmpty() ? List.of() : List.of(HalfFloats.round(Vectors.centre(units))), expiresAt);
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
        consents.remove(subject);
    }
}
