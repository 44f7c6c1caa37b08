package io.vestibule.topologies.recognise;

import io.vestibule.models.ModelException;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Origin;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.gallery.Gallery;
import java.util.Optional;

/**
 * Looks at a face: route, embed, search. A face that is too unclear is not embedded, which saves the dearest step. The search
 * is among the templates of the space that the model's embeddings live in, which for a student are its teacher's; the bar
 * that a face must reach, and the name under which it is told, are the model's own.
 */
final class FaceMatcher {

    private final Router router;
    private final DecisionThresholds bars;
    private final Gallery gallery;
    private final FaceLimits limits;

    FaceMatcher(Router router, DecisionThresholds bars, Gallery gallery, FaceLimits limits) {
        this.router = router;
        this.bars = bars;
        this.gallery = gallery;
        this.limits = limits;
    }

    /** @throws ModelException if the model fails, or gives what is no embedding */
    Judgement judge(FaceSighting sighting, ValidatedFace face) {
        if (limits.check(face.quality()).isPresent()) {
            return unseen(sighting);
        }
        Router.Chosen chosen = router.choose(sighting);
        DecisionThreshold bar = bars.ofEmbedder(chosen.name());
        float[] unit = CheckedEmbedding.of(face.aligned(), chosen.embedder()).unit();
        Origin origin = sighting.getOrigin();
        Vote ballot = bar.judge(gallery.match(bar.contract().space(), unit, origin.getCapturedAt()), origin);
        MatchedFace look = new MatchedFace(bar.contract(), unit, ballot);
        return new Judgement(seen(sighting, Optional.of(look)), Optional.of(chosen.name()));
    }

    /** A sighting that is not looked at. */
    static Judgement unseen(FaceSighting sighting) {
        return new Judgement(seen(sighting, Optional.empty()), Optional.empty());
    }

    private static VisitSighting seen(FaceSighting sighting, Optional<MatchedFace> look) {
        return new VisitSighting(sighting.getNumber(), sighting.getTrack(), sighting.getOrigin(), look);
    }

    /**
     * What came of a sighting.
     *
     * @param embedder name of the embedder; empty where there was no look
     */
    record Judgement(VisitSighting sighting, Optional<String> embedder) {}
}
