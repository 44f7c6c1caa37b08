package io.vestibule.lab.label;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Label.Origin;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.Spectrum;
import io.vestibule.lab.label.PhotographResult.AnalysedFace;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.topologies.teach.LabelDecision;
import io.vestibule.topologies.teach.Labeller;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Computes the soft labels of photographs with the rules of the teach topology. */
final class PhotographLabeller {

    /** The capture time of a photograph is unknown and has no effect: class centres without consent limit are valid at any time. */
    private static final Instant CAPTURED_AT = Instant.EPOCH;

    private final Labeller labeller;
    private final TemplateSnapshot centres;

    PhotographLabeller(LabelSettings settings, Centres centres) {
        EmbeddingContract contract = settings.teacher().teacher().embedder().contract();
        TemplateIndex templates = new TemplateIndex(contract.dimension());
        centres.identities()
                .forEach(identity ->
                        templates.put(identity, List.of(centres.unit(identity).orElseThrow()), Long.MAX_VALUE));
        this.centres = templates.current();
        this.labeller = new Labeller(contract, settings.teaching());
    }

    /** The sample of a face. Its identity is the name of its folder, else the nearest class centre if that is near enough. */
    Sample label(Photograph photograph, AnalysedFace face) {
        Optional<String> folder = photograph.identity();
        LabelDecision decision = folder.map(
                        identity -> labeller.labelReviewed(face.embedding(), identity, centres, CAPTURED_AT))
                .orElseGet(() -> labeller.label(
                        face.embedding(), Optional.of(centres), subject -> Optional.empty(), CAPTURED_AT));
        Origin origin = folder.isPresent() ? Origin.FOLDER : Origin.ENROLLED_MATCH;
        return new Sample(
                face.name(),
                face.picture(),
                decision.label()
                        .map(scored -> Label.of(scored.subject(), origin, scored.score()))
                        .orElse(Label.NONE),
                face.embedding(),
                decision.nearest().stream()
                        .map(scored -> new ClassSimilarity(scored.subject(), scored.score()))
                        .toList(),
                face.detections(),
                face.features(),
                face.quality(),
                new SampleSource.File(photograph.name(), face.file()),
                Spectrum.VISIBLE,
                null);
    }
}
