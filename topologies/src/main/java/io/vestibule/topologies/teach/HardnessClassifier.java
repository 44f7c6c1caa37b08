package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Says what makes a face a hard one: the teacher is about to take it for nobody, or for somebody else, or a student sees
 * another face in it. The student is asked last, since that costs an embedding.
 */
final class HardnessClassifier {

    private final HardnessSettings settings;
    private final EmbeddingContract teacher;
    private final Optional<Embedder> student;

    HardnessClassifier(HardnessSettings settings, EmbeddingContract teacher, Optional<Embedder> student) {
        this.settings = settings;
        this.teacher = teacher;
        this.student = student;
    }

    /**
     * Why the face is taken, were it taken.
     *
     * @param taught the teacher's embedding
     * @param opinion the teacher's
     * @param centres class centres by which the opinion was given
     * @param others class centres of another contract
     * @param seenAt capture time
     */
    SelectionReason judge(
            AlignedFace face,
            Embedding taught,
            LabelDecision opinion,
            Optional<TemplateSnapshot> centres,
            Function<EmbeddingContract, Optional<TemplateSnapshot>> others,
            Instant seenAt) {
        Optional<ScoredSubject> best = opinion.nearest().stream().findFirst();
        float threshold = teacher.threshold();
        if (best.filter(scored -> Math.abs(scored.score() - threshold) <= settings.thresholdBand())
                .isPresent()) {
            return SelectionReason.NEAR_THRESHOLD;
        }
        // Strangers are about as unlike to one as to the next: only of those who are like somebody does the lead tell
        // anything.
        Optional<ScoredSubject> known = best.filter(scored -> scored.score() >= threshold);
        if (known.isPresent() && opinion.lead() < settings.leadUnder()) {
            return SelectionReason.SMALL_MARGIN;
        }
        boolean disagrees = student.filter(asked -> disagrees(asked, face, taught, known, centres, others, seenAt))
                .isPresent();
        return disagrees ? SelectionReason.DISAGREEMENT : SelectionReason.EASY;
    }

    /** Whether the student's embedding is another one, or it takes the face for somebody else than the teacher does. */
    private boolean disagrees(
            Embedder asked,
            AlignedFace face,
            Embedding taught,
            Optional<ScoredSubject> known,
            Optional<TemplateSnapshot> centres,
            Function<EmbeddingContract, Optional<TemplateSnapshot>> others,
            Instant seenAt) {
        Embedding embedding = CheckedEmbedding.of(face, asked);
        EmbeddingContract contract = asked.contract();
        boolean shares = contract.space().equals(teacher.space());
        if (shares && embedding.cosine(taught) < settings.agreement()) {
            return true;
        }
        float threshold = shares ? teacher.threshold() : contract.threshold();
        Optional<String> named = (shares ? centres : others.apply(contract))
                .flatMap(view -> view.nearest(embedding.unit(), Gallery.moment(seenAt), 1).stream()
                        .findFirst())
                .filter(scored -> scored.score() >= threshold)
                .map(ScoredSubject::subject);
        return !named.equals(known.map(ScoredSubject::subject));
    }
}
