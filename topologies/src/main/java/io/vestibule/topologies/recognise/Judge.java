package io.vestibule.topologies.recognise;

import io.vestibule.models.Embedding;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.faces.SightedFace;
import io.vestibule.topologies.gallery.Gallery;
import java.util.List;
import java.util.Optional;

/** Looks at a face: route, embed, search. A face that is too unclear is not embedded, which saves the dearest step. */
final class Judge {

    private final Router router;
    private final Bars bars;
    private final Gallery gallery;
    private final FaceLimits limits;

    Judge(Router router, Bars bars, Gallery gallery, FaceLimits limits) {
        this.router = router;
        this.bars = bars;
        this.gallery = gallery;
        this.limits = limits;
    }

    Outcome<Judgement> judge(FaceSighting sighting, SightedFace face) {
        if (limits.refuse(face.quality()).isPresent()) {
            return Outcome.accepted(new Judgement(seen(sighting, Optional.empty()), Optional.empty()));
        }
        Router.Chosen chosen = router.choose(sighting);
        Bar bar = bars.ofEmbedder(chosen.name());
        Embedding embedding = chosen.embedder().embed(List.of(face.aligned())).get(0);
        float[] unit = embedding.unit();
        if (unit.length != bar.contract().dimension() || !Vectors.isUnit(unit)) {
            return Outcome.rejected(
                    Reason.PROCESSING_FAILED,
                    "embedder " + chosen.name() + " gave no unit vector of its contract's dimension");
        }
        Origin origin = sighting.getOrigin();
        Ballot ballot = bar.judge(gallery.match(bar.contract().id(), unit, origin.getCapturedAt()), origin);
        return Outcome.accepted(new Judgement(
                seen(sighting, Optional.of(new Look(bar.contract(), unit, ballot))), Optional.of(chosen.name())));
    }

    private static Sighting seen(FaceSighting sighting, Optional<Look> look) {
        return new Sighting(sighting.getNumber(), sighting.getTrack(), sighting.getOrigin(), look);
    }

    /**
     * A sighting that was looked at.
     *
     * @param embedder name of the embedder; empty where there was no look
     */
    record Judgement(Sighting sighting, Optional<String> embedder) {}
}
