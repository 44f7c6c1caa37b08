package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Template;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.faces.HashSampling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Adds a photograph to what is known of its subject. */
final class PhotoEnrolment {

    private final PhotoFaceFinder examination;
    private final List<Embedder> embedders;
    private final EnrolSettings settings;

    PhotoEnrolment(PhotoFaceFinder examination, List<Embedder> embedders, EnrolSettings settings) {
        this.examination = examination;
        this.embedders = embedders;
        this.settings = settings;
    }

    /**
     * The subject's entries with the photograph, or why it cannot be added. A photograph that every contract already holds is
     * not looked at again: it can only bring another limit of consent. Templates whose consent has ended are left out, the
     * photograph's own too: consent that is given again holds for what comes with it, and brings nothing back.
     *
     * @param enrolment with a photograph
     * @param known what is known of its subject
     * @param at the record's time
     */
    Outcome<SubjectEntries> enrol(Enrolment enrolment, SubjectEntries known, EnrolledTemplates neighbours, Instant at) {
        SubjectEntries held = known.allowedAt(at);
        String photo = HashSampling.hex(enrolment.getPhoto());
        if (embedders.stream().allMatch(embedder -> held.holds(photo, embedder.contract()))) {
            return Outcome.accepted(
                    held.limitedTo(enrolment.getConsentExpiresAt()).allowedAt(at));
        }
        Outcome<Face> examined = examination.examine(enrolment.getPhoto());
        if (examined instanceof Outcome.Rejected<Face> refused) {
            return Outcome.rejected(refused.rejection());
        }
        Face face = ((Outcome.Accepted<Face>) examined).value();
        Map<EmbeddingContract, Embedding> embeddings = embed(face);
        if (!enrolment.getAllowConflict()) {
            Optional<Rejection> conflict = conflict(held.subject(), embeddings, neighbours, at);
            if (conflict.isPresent()) {
                return Outcome.rejected(conflict.get());
            }
        }
        SubjectEntries grown = held;
        for (Map.Entry<EmbeddingContract, Embedding> seen : embeddings.entrySet()) {
            if (!held.holds(photo, seen.getKey())) {
                Template template = template(seen.getValue(), photo, face.quality(), enrolment.getRequestedAt());
                grown = grown.with(seen.getKey(), template, settings.maximumTemplates());
            }
        }
        return Outcome.accepted(grown.limitedTo(enrolment.getConsentExpiresAt()).allowedAt(at));
    }

    private Map<EmbeddingContract, Embedding> embed(Face face) {
        Map<EmbeddingContract, Embedding> embeddings = new LinkedHashMap<>();
        for (Embedder embedder : embedders) {
            embeddings.put(embedder.contract(), CheckedEmbedding.of(face.aligned(), embedder));
        }
        return embeddings;
    }

    private Optional<Rejection> conflict(
            String subject, Map<EmbeddingContract, Embedding> embeddings, EnrolledTemplates neighbours, Instant at) {
        for (Map.Entry<EmbeddingContract, Embedding> seen : embeddings.entrySet()) {
            EmbeddingContract contract = seen.getKey();
            float limit = contract.threshold() + settings.conflictReserve() * (1 - contract.threshold());
            Optional<Float> nearest = neighbours.nearestOther(subject, contract, seen.getValue(), at);
            if (nearest.isPresent() && nearest.get() >= limit) {
                // Whose face it is stays unsaid: dead letters are read by more people than the gallery.
                return Optional.of(new Rejection(
                        Reason.SUBJECT_CONFLICT,
                        String.format(
                                Locale.ROOT,
                                "similarity of %.2f to another subject in %s, under %.2f wanted",
                                nearest.get(),
                                contract.id(),
                                limit)));
            }
        }
        return Optional.empty();
    }

    private static Template template(Embedding embedding, String photo, FaceQuality quality, Instant enrolledAt) {
        List<Float> values = new ArrayList<>(embedding.unit().length);
        for (float value : embedding.unit()) {
            values.add(value);
        }
        return Template.newBuilder()
                .setEmbedding(values)
                .setPhotoHash(photo)
                .setQuality(io.vestibule.schemas.Quality.newBuilder()
                        .setSize(quality.size())
                        .setSharpness(quality.sharpness())
                        .setBrightness(quality.brightness())
                        .setYaw(quality.yaw())
                        .setPitch(quality.pitch())
                        .setRoll(quality.roll())
                        .build())
                .setEnrolledAt(enrolledAt)
                .build();
    }
}
