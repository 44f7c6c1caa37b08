package io.vestibule.app.label;

import io.vestibule.app.label.Finding.Seen;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Label.Origin;
import io.vestibule.dataset.Likeness;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.Source;
import io.vestibule.dataset.Spectrum;
import io.vestibule.models.EmbeddingContract;
import io.vestibule.models.matching.TemplateView;
import io.vestibule.models.matching.Templates;
import io.vestibule.topologies.teach.Labelling;
import io.vestibule.topologies.teach.Opinion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The teacher's rules, called one face after the other, on the embeddings that are there already. */
public final class DirectTeaching implements Teaching {

    /** Of a photograph nobody knows when it was taken, and nothing is limited by it: centres without an end match at any time. */
    private static final Instant SEEN = Instant.EPOCH;

    @Override
    public Words words(LabelSettings settings, Centres centres, Parcels parcels) {
        EmbeddingContract contract = settings.teacher().teacher().embedder().contract();
        Templates templates = new Templates(contract.dimension());
        centres.identities()
                .forEach(identity ->
                        templates.put(identity, List.of(centres.unit(identity).orElseThrow()), Long.MAX_VALUE));
        TemplateView view = templates.current();
        Labelling labelling = new Labelling(contract, settings.teaching());
        return (photograph, seen) -> sample(photograph, seen, labelling, view);
    }

    private static Sample sample(Photograph photograph, Seen seen, Labelling labelling, TemplateView view) {
        Opinion opinion = photograph
                .identity()
                .map(identity -> labelling.given(seen.embedding(), identity, view, SEEN))
                .orElseGet(
                        () -> labelling.judge(seen.embedding(), Optional.of(view), subject -> Optional.empty(), SEEN));
        Origin origin = photograph.identity().isPresent() ? Origin.FOLDER : Origin.ENROLLED_MATCH;
        return new Sample(
                seen.name(),
                seen.picture(),
                opinion.label()
                        .map(scored -> Label.of(scored.subject(), origin, scored.score()))
                        .orElse(Label.NONE),
                seen.embedding(),
                opinion.nearest().stream()
                        .map(scored -> new Likeness(scored.subject(), scored.score()))
                        .toList(),
                seen.detections(),
                seen.features().orElse(null),
                seen.quality(),
                new Source.File(photograph.name(), seen.file()),
                Spectrum.VISIBLE,
                null);
    }
}
