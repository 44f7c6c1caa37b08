package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.gallery.Gallery;
import java.util.Optional;
import java.util.function.Function;

/**
 * Classifies a face as hard or easy. A face is hard if the teacher almost rejects or confuses it, or if a student model
 * disagrees with the teacher. The student comes last, because it costs an embedding.
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
     * Returns the first reason that applies to the face; {@link SelectionReason#EASY} if none does.
     *
     * @param centresOf class centres of other contracts, for a student with a space of its own
     */
    SelectionReason classify(TeacherResult result, Function<EmbeddingContract, Optional<TemplateSnapshot>> centresOf) {
        Optional<ScoredSubject> best = result.decision().nearest().stream().findFirst();
        if (best.filter(this::isNearThreshold).isPresent()) {
            return SelectionReason.NEAR_THRESHOLD;
        }
        // The margin is meaningful only for faces that match: a stranger is about equally unlike all subjects.
        Optional<ScoredSubject> match = best.filter(scored -> scored.score() >= teacher.threshold());
        if (match.isPresent() && result.decision().margin() < settings.leadUnder()) {
            return SelectionReason.SMALL_MARGIN;
        }
        Optional<String> subject = match.map(ScoredSubject::subject);
        return student.filter(model -> disagrees(model, result, subject, centresOf))
                        .isPresent()
                ? SelectionReason.DISAGREEMENT
                : SelectionReason.EASY;
    }

    private boolean isNearThreshold(ScoredSubject scored) {
        return Math.abs(scored.score() - teacher.threshold()) <= settings.thresholdBand();
    }

    /** Whether the student's embedding differs from the teacher's, or the student matches another subject. */
    private boolean disagrees(
            Embedder model,
            TeacherResult result,
            Optional<String> teacherSubject,
            Function<EmbeddingContract, Optional<TemplateSnapshot>> centresOf) {
        Embedding embedding = CheckedEmbedding.of(result.face(), model);
        EmbeddingContract contract = model.contract();
        boolean sharesSpace = contract.space().equals(teacher.space());
        if (sharesSpace && embedding.cosine(result.embedding()) < settings.agreement()) {
            return true;
        }
        float threshold = sharesSpace ? teacher.threshold() : contract.threshold();
        Optional<String> studentSubject = (sharesSpace ? result.centres() : centresOf.apply(contract))
                .flatMap(centres -> centres.nearest(embedding.unit(), Gallery.micros(result.consentAt()), 1).stream()
                        .findFirst())
                .filter(scored -> scored.score() >= threshold)
                .map(ScoredSubject::subject);
        return !studentSubject.equals(teacherSubject);
    }
}
