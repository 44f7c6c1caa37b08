package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Label.Origin;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.lab.label.PhotographResult.Seen;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.topologies.teach.LabelDecision;
import io.vestibule.topologies.teach.Labeller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The teacher's rules, called one face after the other, on the embeddings that are there already. */
public final class PhotographLabeller implements PhotographTeaching {

    /** Of a photograph nobody knows when it was taken, and nothing is limited by it: centres without an end match at any time. */
    private static final Instant SEEN = Instant.EPOCH;

    @Override
    public LabelFunction words(LabelSettings settings, Centres centres, WorkBatches parcels) {
        EmbeddingContract contract = settings.teacher().teacher().embedder().contract();
        TemplateIndex templates = new TemplateIndex(contract.dimension());
        centres.identities()
                .forEach(identity ->
                        templates.put(identity, List.of(centres.unit(identity).orElseThrow()), Long.MAX_VALUE));
        TemplateSnapshot view = templates.current();
        Labeller labelling = new Labeller(contract, settings.teaching());
        return (photograph, seen) -> sample(photograph, seen, labelling, view);
    }

    private static Sample sample(Photograph photograph, Seen seen, Labeller labelling, TemplateSnapshot view) {
        LabelDecision opinion = photograph
                .identity()
                .map(identity -> labelling.labelReviewed(seen.embedding(), identity, view, SEEN))
                .orElseGet(
                        () -> labelling.label(seen.embedding(), Optional.of(view), subject -> Optional.empty(), SEEN));
        Origin origin = photograph.identity().isPresent() ? Origin.FOLDER : Origin.ENROLLED_MATCH;
        return new Sample(
                seen.name(),
                seen.picture(),
                opinion.label()
                        .map(scored -> Label.of(scored.subject(), origin, scored.score()))
                        .orElse(Label.NONE),
                seen.embedding(),
                opinion.nearest().stream()
                        .map(scored -> new ClassSimilarity(scored.subject(), scored.score()))
                        .toList(),
                seen.detections(),
                seen.features().orElse(null),
                seen.quality(),
                new SampleSource.File(photograph.name(), seen.file()),
                Spectrum.VISIBLE,
                null);
    }
}
