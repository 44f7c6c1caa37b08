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
 * Matches a face against the gallery: choose the embedder, embed, search. A face of low quality is not embedded, because
 * embedding is the most expensive step. The search uses the templates of the model's embedding space, which a student
 * shares with its teacher. Threshold and model name are those of the model itself.
 */
final class FaceMatcher {

    private final Router router;
    private final DecisionThresholds thresholds;
    private final Gallery gallery;
    private final FaceLimits limits;

    /** @param limits quality that a face needs to be embedded */
    FaceMatcher(Router router, DecisionThresholds thresholds, Gallery gallery, FaceLimits limits) {
        this.router = router;
        this.thresholds = thresholds;
        this.gallery = gallery;
        this.limits = limits;
    }

    /** @throws ModelException if the model fails or returns an invalid embedding */
    Result match(FaceSighting sighting, ValidatedFace face) {
        if (limits.check(face.quality()).isPresent()) {
            return notEmbedded(sighting);
        }
        Router.Choice route = router.choose(sighting);
        DecisionThreshold threshold = thresholds.ofEmbedder(route.name());
        float[] unit = CheckedEmbedding.of(face.aligned(), route.embedder()).unit();
        Origin origin = sighting.getOrigin();
        Vote vote = threshold.vote(gallery.match(threshold.contract().space(), unit, origin.getCapturedAt()), origin);
        MatchedFace matched = new MatchedFace(threshold.contract(), unit, vote);
        return new Result(visitSighting(sighting, Optional.of(matched)), Optional.of(route.name()));
    }

    /** The result for a face that is not embedded. It only shows that somebody is present. */
    static Result notEmbedded(FaceSighting sighting) {
        return new Result(visitSighting(sighting, Optional.empty()), Optional.empty());
    }

    private static VisitSighting visitSighting(FaceSighting sighting, Optional<MatchedFace> face) {
        return new VisitSighting(sighting.getTrack(), sighting.getOrigin(), face);
    }

    /**
     * A face as visits see it, and how it was embedded.
     *
     * @param embedder name of the embedder; empty if the face was not embedded
     */
    record Result(VisitSighting sighting, Optional<String> embedder) {}
}
