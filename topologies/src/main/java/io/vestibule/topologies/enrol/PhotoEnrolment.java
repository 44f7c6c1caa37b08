package io.vestibule.topologies.enrol;

import io.vestibule.common.Sha256;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.Face;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Template;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Adds a photograph to the gallery entries of its subject. */
final class PhotoEnrolment {

    private final PhotoFaceFinder faceFinder;
    private final List<Embedder> embedders;
    private final EnrolSettings settings;

    PhotoEnrolment(PhotoFaceFinder faceFinder, List<Embedder> embedders, EnrolSettings settings) {
        this.faceFinder = faceFinder;
        this.embedders = embedders;
        this.settings = settings;
    }

    /**
     * Returns the subject's entries with the photograph, or the reason why it cannot be added.
     *
     * <p>A photograph that every contract already contains is not decoded again. It can only change the end of consent.
     * Templates whose consent has ended are removed, including a template of this photograph. A new consent applies to the
     * photographs that come with it and restores no older ones.
     *
     * @param enrolment with a photograph
     * @param current the subject's current entries
     * @param enrolled templates of all subjects
     * @param now the record's timestamp
     */
    Outcome<SubjectEntries> enrol(
            Enrolment enrolment, SubjectEntries current, EnrolledTemplates enrolled, Instant now) {
        ByteBuffer photo = enrolment.getPhoto();
        String photoHash = Sha256.hex(photo);
        SubjectEntries valid = current.withoutExpired(now);
        boolean isKnown = embedders.stream().allMatch(embedder -> valid.hasPhoto(photoHash, embedder.contract()));
        Outcome<SubjectEntries> entries =
                isKnown ? Outcome.accepted(valid) : addFace(enrolment, photo, photoHash, valid, enrolled, now);
        return entries.map(
                added -> added.withConsentUntil(enrolment.getConsentExpiresAt()).withoutExpired(now));
    }

    private Outcome<SubjectEntries> addFace(
            Enrolment enrolment,
            ByteBuffer photo,
            String photoHash,
            SubjectEntries entries,
            EnrolledTemplates enrolled,
            Instant now) {
        return faceFinder.find(photo).flatMap(face -> {
            Map<EmbeddingContract, Embedding> embeddings = embed(face);
            return Outcome.accepted(embeddings)
                    .rejectIf(checked -> enrolment.getAllowConflict()
                            ? Optional.empty()
                            : findConflict(entries.subject(), checked, enrolled, now))
                    .map(checked ->
                            addTemplates(entries, checked, photoHash, face.quality(), enrolment.getRequestedAt()));
        });
    }

    private Map<EmbeddingContract, Embedding> embed(Face face) {
        Map<EmbeddingContract, Embedding> embeddings = new LinkedHashMap<>();
        for (Embedder embedder : embedders) {
            embeddings.put(embedder.contract(), CheckedEmbedding.of(face.aligned(), embedder));
        }
        return embeddings;
    }

    private Optional<Rejection> findConflict(
            String subject, Map<EmbeddingContract, Embedding> embeddings, EnrolledTemplates enrolled, Instant now) {
        for (Map.Entry<EmbeddingContract, Embedding> entry : embeddings.entrySet()) {
            EmbeddingContract contract = entry.getKey();
            float limit = contract.threshold() + settings.conflictReserve() * (1 - contract.threshold());
            Optional<Float> cosine = enrolled.bestOtherCosine(subject, contract, entry.getValue(), now);
            if (cosine.isPresent() && cosine.get() >= limit) {
                // The cause does not name the other subject: more people read dead letters than the gallery.
                return Optional.of(new Rejection(
                        Reason.SUBJECT_CONFLICT,
                        String.format(
                                Locale.ROOT,
                                "similarity of %.2f to another subject in %s; it must be under %.2f",
                                cosine.get(),
                                contract.id(),
                                limit)));
            }
        }
        return Optional.empty();
    }

    private SubjectEntries addTemplates(
            SubjectEntries entries,
            Map<EmbeddingContract, Embedding> embeddings,
            String photoHash,
            FaceQuality quality,
            Instant enrolledAt) {
        SubjectEntries added = entries;
        for (Map.Entry<EmbeddingContract, Embedding> entry : embeddings.entrySet()) {
            if (!entries.hasPhoto(photoHash, entry.getKey())) {
                Template template = template(entry.getValue(), photoHash, quality, enrolledAt);
                added = added.with(entry.getKey(), template, settings.maximumTemplates());
            }
        }
        return added;
    }

    private static Template template(Embedding embedding, String photoHash, FaceQuality quality, Instant enrolledAt) {
        return Template.newBuilder()
                .setEmbedding(TemplateVectors.list(embedding.unit()))
                .setPhotoHash(photoHash)
                .setQuality(Quality.newBuilder()
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
