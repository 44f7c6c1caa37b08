package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Template;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody who is enrolled, to tell whether a face already is somebody else's. Made from the topology's own store and not
 * from the gallery topic: a template is here before the next photograph is looked at. One thread.
 */
final class EnrolledTemplates {

    private final Map<String, TemplateIndex> contracts = new HashMap<>();

    /** Puts a subject's templates in the place of those it had in that contract. */
    void put(GalleryEntry entry) {
        Instant expiry = entry.getConsentExpiresAt();
        contracts
                .computeIfAbsent(entry.getContract(), contract -> new TemplateIndex(entry.getDimension()))
                .put(
                        entry.getSubject(),
                        entry.getTemplates().stream()
                                .map(EnrolledTemplates::unit)
                                .toList(),
                        expiry == null ? Long.MAX_VALUE : Gallery.moment(expiry));
    }

    void forget(String subject) {
        contracts.values().forEach(templates -> templates.remove(subject));
    }

    /** The best cosine of the face with any other subject who may be matched at that moment; empty where there is none. */
    Optional<Float> nearestOther(String subject, EmbeddingContract contract, Embedding face, Instant at) {
        TemplateIndex templates = contracts.get(contract.id());
        if (templates == null) {
            return Optional.empty();
        }
        List<ScoredSubject> nearest = templates.current().nearest(face.unit(), Gallery.moment(at), 2);
        return nearest.stream()
                .filter(scored -> !scored.subject().equals(subject))
                .findFirst()
                .map(ScoredSubject::score);
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
