package io.vestibule.topologies.recognise;

import io.vestibule.models.ModelException;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Origin;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.faces.SightedFace;
import io.vestibule.topologies.faces.SoundEmbedding;
import io.vestibule.topologies.gallery.Gallery;
import java.util.Optional;

/**
 * Looks at a face: route, embed, search. A face that is too unclear is not embedded, which saves the dearest step. The search
 * is among the templates of the space that the model's embeddings live in, which for a student are its teacher's; the bar
 * that a face must reach, and the name under which it is told, are the model's own.
 */
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

    /** @throws ModelException if the model fails, or gives what is no embedding */
    Judgement judge(FaceSighting sighting, SightedFace face) {
        if (limits.refuse(face.quality()).isPresent()) {
            return unseen(sighting);
        }
        Router.Chosen chosen = router.choose(sighting);
        Bar bar = bars.ofEmbedder(chosen.name());
        float[] unit = SoundEmbedding.of(face.aligned(), chosen.embedder()).unit();
        Origin origin = sighting.getOrigin();
        Ballot ballot = bar.judge(gallery.match(bar.contract().space(), unit, origin.getCapturedAt()), origin);
        Look look = new Look(bar.contract(), unit, ballot);
        return new Judgement(seen(sighting, Optional.of(look)), Optional.of(chosen.name()));
    }

    /** A sighting that is not looked at. */
    static Judgement unseen(FaceSighting sighting) {
        return new Judgement(seen(sighting, Optional.empty()), Optional.empty());
    }

    private static Sighting seen(FaceSighting sighting, Optional<Look> look) {
        return new Sighting(sighting.getNumber(), sighting.getTrack(), sighting.getOrigin(), look);
    }

    /**
     * What came of a sighting.
     *
     * @param embedder name of the embedder; empty where there was no look
     */
    record Judgement(Sighting sighting, Optional<String> embedder) {}
}
