package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.LabelOrigin;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Assigns labels to faces. A wrong label teaches a student to confuse two people, while a missing label only costs a sample.
 * The best centre must therefore exceed the recognition threshold, and be better than the second by a margin.
 */
public final class Labeller {

    private final float threshold;
    private final float minimumMargin;
    private final TeachSettings settings;

    /** @param contract the teacher's contract */
    public Labeller(EmbeddingContract contract, TeachSettings settings) {
        float range = 1 - contract.threshold();
        this.threshold = contract.threshold() + settings.labelReserve() * range;
        this.minimumMargin = settings.labelMargin() * range;
        this.settings = settings;
    }

    /**
     * Labels a face by the class centres.
     *
     * @param centres class centres of the teacher's contract, if any. Centres whose consent had ended at the capture time are
     *     ignored.
     * @param consents returns when a subject's consent ends, if it is limited.
     * @param seenAt capture time of the face.
     */
    public LabelDecision label(
            Embedding face,
            Optional<TemplateSnapshot> centres,
            Function<String, Optional<Instant>> consents,
            Instant seenAt) {
        int count = Math.max(
                2, settings.similarities()); // the margin needs a second centre, even if only one is configured
        List<ScoredSubject> nearest =
                centres.map(snapshot -> nearest(snapshot, face, seenAt, count)).orElse(List.of());
        float margin = margin(nearest);
        Optional<ScoredSubject> label = nearest.stream()
                .limit(1)
                .filter(best -> best.score() >= threshold && margin >= minimumMargin)
                .findFirst();
        Instant retained = seenAt.plus(settings.retention());
        return new LabelDecision(
                limit(nearest),
                margin,
                centres.map(TemplateSnapshot::version).orElse(""),
                label,
                label.isPresent() ? LabelOrigin.ENROLLED_MATCH : LabelOrigin.NONE,
                label.flatMap(scored -> consents.apply(scored.subject()))
                        .filter(retained::isAfter)
                        .orElse(retained));
    }

    /**
     * Labels a face with a subject named by a person. The similarities are the teacher's.
     *
     * @param subject the subject named by a person.
     * @param centres class centres of the teacher's contract, including the subject's.
     * @param seenAt when the face was captured or read.
     * @throws IllegalArgumentException if the subject has no centre.
     */
    public LabelDecision labelReviewed(Embedding face, String subject, TemplateSnapshot centres, Instant seenAt) {
        float own = centres.similarity(subject, face.unit())
                .orElseThrow(() ->
                        new IllegalArgumentException("no class centre for the label; add a template of the subject"));
        List<ScoredSubject> nearest = nearest(centres, face, seenAt, Math.max(2, settings.similarities()));
        return new LabelDecision(
                limit(nearest),
                margin(nearest),
                centres.version(),
                Optional.of(cosine(subject, own)),
                LabelOrigin.REVIEWED,
                seenAt.plus(settings.retention()));
    }

    private static List<ScoredSubject> nearest(TemplateSnapshot centres, Embedding face, Instant seenAt, int count) {
        return centres.nearest(face.unit(), Gallery.micros(seenAt), count).stream()
                .map(scored -> cosine(scored.subject(), scored.score()))
                .toList();
    }

    /** Limits a product to the range of a cosine: half floats have a precision of a thousandth, so it can slightly exceed 1. */
    private static ScoredSubject cosine(String subject, float product) {
        return new ScoredSubject(subject, Math.max(-1, Math.min(1, product)));
    }

    private List<ScoredSubject> limit(List<ScoredSubject> nearest) {
        return nearest.subList(0, Math.min(nearest.size(), settings.similarities()));
    }

    private static float margin(List<ScoredSubject> nearest) {
        return nearest.size() < 2
                ? Float.POSITIVE_INFINITY
                : nearest.get(0).score() - nearest.get(1).score();
    }
}
