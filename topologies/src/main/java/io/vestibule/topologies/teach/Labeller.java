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
 * Says whose a face is. A wrong label teaches a student to mistake one person for another, and a missing one only costs a
 * sample: so the nearest centre must reach more than the threshold that opens doors, and be well ahead of the next.
 */
public final class Labeller {

    private final float threshold;
    private final float margin;
    private final TeachSettings settings;

    /** @param contract the teacher's */
    public Labeller(EmbeddingContract contract, TeachSettings settings) {
        float way = 1 - contract.threshold();
        this.threshold = contract.threshold() + settings.labelReserve() * way;
        this.margin = settings.labelMargin() * way;
        this.settings = settings;
    }

    /**
     * @param centres class centres of the teacher's contract, if there are any; those whose consent has ended by the time the
     *     face was seen count for nothing
     * @param consents until when a subject may be used, where that is limited
     * @param seenAt capture time
     */
    public LabelDecision judge(
            Embedding face,
            Optional<TemplateSnapshot> centres,
            Function<String, Optional<Instant>> consents,
            Instant seenAt) {
        int wanted = Math.max(2, settings.similarities()); // the label needs a runner-up, wanted or not
        List<ScoredSubject> nearest =
                centres.map(view -> nearest(view, face, seenAt, wanted)).orElse(List.of());
        float lead = lead(nearest);
        Optional<ScoredSubject> label = nearest.stream()
                .limit(1)
                .filter(best -> best.score() >= threshold && lead >= margin)
                .findFirst();
        Instant retained = seenAt.plus(settings.retention());
        return new LabelDecision(
                told(nearest),
                lead,
                centres.map(TemplateSnapshot::version).orElse(""),
                label,
                label.isPresent() ? LabelOrigin.ENROLLED_MATCH : LabelOrigin.NONE,
                label.flatMap(scored -> consents.apply(scored.subject()))
                        .filter(retained::isAfter)
                        .orElse(retained));
    }

    /**
     * What the teacher says of a face of which somebody has said whose it is: the label is theirs, the rest the teacher's.
     *
     * @param subject whose it is
     * @param centres class centres of the teacher's contract, the subject's among them
     * @param seenAt when the face was seen, or read
     * @throws IllegalArgumentException if the subject has no centre
     */
    public LabelDecision given(Embedding face, String subject, TemplateSnapshot centres, Instant seenAt) {
        float own = centres.similarity(subject, face.unit())
                .orElseThrow(() -> new IllegalArgumentException("the label has no class centre"));
        List<ScoredSubject> nearest = nearest(centres, face, seenAt, Math.max(2, settings.similarities()));
        return new LabelDecision(
                told(nearest),
                lead(nearest),
                centres.version(),
                Optional.of(cosine(subject, own)),
                LabelOrigin.REVIEWED,
                seenAt.plus(settings.retention()));
    }

    private static List<ScoredSubject> nearest(TemplateSnapshot centres, Embedding face, Instant seenAt, int count) {
        return centres.nearest(face.unit(), Gallery.moment(seenAt), count).stream()
                .map(scored -> cosine(scored.subject(), scored.score()))
                .toList();
    }

    /** Half floats are as exact as a thousandth: the product with such a centre may go a little beyond 1. */
    private static ScoredSubject cosine(String subject, float product) {
        return new ScoredSubject(subject, Math.max(-1, Math.min(1, product)));
    }

    private List<ScoredSubject> told(List<ScoredSubject> nearest) {
        return nearest.subList(0, Math.min(nearest.size(), settings.similarities()));
    }

    private static float lead(List<ScoredSubject> nearest) {
        return nearest.size() < 2
                ? Float.POSITIVE_INFINITY
                : nearest.get(0).score() - nearest.get(1).score();
    }
}
