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
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.gallery.TemplateVectors;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds a photograph to the gallery entries of its subject. */
final class PhotoEnrolment {

    private final PhotoFaceFinder faceFinder;
    private final List<Embedder> embedders;
    private final EnrolSettings settings;
    private final SameSubjectRule sameSubjectRule;
    private final ConflictRule conflictRule;

    /** @throws IllegalArgumentException if an embedder has no threshold at the false match rate of the settings */
    PhotoEnrolment(PhotoFaceFinder faceFinder, List<Embedder> embedders, EnrolSettings settings) {
        this.faceFinder = faceFinder;
        this.embedders = embedders;
        this.settings = settings;
        this.sameSubjectRule = SameSubjectRule.of(
                embedders.stream().map(Embedder::contract).toList(), settings.sameSubjectFalseMatchRate());
        this.conflictRule = new ConflictRule(settings.conflictReserve());
    }

    /**
     * Returns the subject's entries with the photograph, or the reason why it cannot be added.
     *
     * <p>A photograph that every contract already contains is not decoded again. It can only change the end of consent.
     * Templates whose consent has ended are removed, including a template of this photograph. A new consent applies to the
     * photographs that come with it and restores no older ones. Removed templates are not compared either: a subject whose
     * consent has ended begins again with the next photograph.
     *
     * <p>The returned entries list the similar subjects. The entries of those must list this subject too.
     *
     * @param enrolment with a photograph
     * @param current the subject's current entries
     * @param enrolled templates of all subjects
     * @param now the present time, by which consent is judged
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
            boolean differs = differs(entries, embeddings, photoHash);
            if (differs && !enrolment.getAllowDifferent()) {
                return Outcome.rejected(
                        Reason.SUBJECT_MISMATCH,
                        "the face does not match the subject's earlier photographs; check the subject, or send it with"
                                + " allowDifferent (enrol --allow-different)");
            }
            return conflictRule
                    .check(entries.subject(), embeddings, enrolled, enrolment.getAllowConflict(), now)
                    .map(similar -> addTemplates(
                                    entries,
                                    embeddings,
                                    template(photoHash, face.quality(), enrolment.getRequestedAt(), differs))
                            .withSimilar(similar));
        });
    }

    /** Whether the face is compared and does not match. A photograph that a contract already has was compared when it was added. */
    private boolean differs(SubjectEntries entries, Map<EmbeddingContract, Embedding> embeddings, String photoHash) {
        return !entries.hasNoTemplates()
                && !entries.hasPhoto(photoHash)
                && !sameSubjectRule.matches(entries, embeddings);
    }

    private Map<EmbeddingContract, Embedding> embed(Face face) {
        Map<EmbeddingContract, Embedding> embeddings = new LinkedHashMap<>();
        for (Embedder embedder : embedders) {
            embeddings.put(embedder.contract(), CheckedEmbedding.of(face.aligned(), embedder));
        }
        return embeddings;
    }

    /** @param template the template of each contract, without its embedding */
    private SubjectEntries addTemplates(
            SubjectEntries entries, Map<EmbeddingContract, Embedding> embeddings, Template template) {
        SubjectEntries added = entries;
        for (Map.Entry<EmbeddingContract, Embedding> entry : embeddings.entrySet()) {
            if (!entries.hasPhoto(template.getPhotoHash(), entry.getKey())) {
                Template ofContract = Template.newBuilder(template)
                        .setEmbedding(TemplateVectors.list(entry.getValue().unit()))
                        .build();
                added = added.with(entry.getKey(), ofContract, settings.maximumTemplates());
            }
        }
        return added;
    }

    private static Template template(String photoHash, FaceQuality quality, Instant enrolledAt, boolean differs) {
        return Template.newBuilder()
                .setEmbedding(List.of())
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
                .setDiffers(differs)
                .build();
    }
}
