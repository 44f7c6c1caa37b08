package io.vestibule.topologies.gallery;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Template;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the gallery holds of one contract. Written by one thread. */
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
                    "an entry of " + entry.getDimension() + " dimensions in a contract of " + dimension);
        }
        String subject = entry.getSubject();
        Instant consent = entry.getConsentExpiresAt();
        long usableUntil = consent == null ? Long.MAX_VALUE : Gallery.moment(consent);
        List<float[]> units =
                entry.getTemplates().stream().map(ContractGallery::unit).toList();
        templates.put(subject, units, usableUntil);
        if (keepsCentres) {
            centres.put(
                    subject,
                    units.isEmpty() ? List.of() : List.of(HalfFloats.round(Vectors.centre(units))),
                    usableUntil);
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

    private static float[] unit(Template template) {
        List<Float> values = template.getEmbedding();
        float[] unit = new float[values.size()];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = values.get(i);
        }
        return unit;
    }
}
