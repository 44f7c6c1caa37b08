package io.vestibule.topologies.recognise;

import io.vestibule.models.ModelException;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Origin;
import io.vestibule.topologies.faces.CheckedEmbedding;
import io.vestibule.topologies.faces.FaceLimits;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Instant;

/**
 * Matches a face against the gallery: choose the embedder, embed, search. A face of low quality should not be embedded, because
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

    /** Whether the quality of the face is sufficient to embed it. */
    boolean isClear(ValidatedFace face) {
        return limits.check(face.quality()).isEmpty();
    }

    /**
     * Embeds the face and searches the gallery. Consent counts only if it is valid both at the capture time and now: the camera's
     * clock may be behind.
     *
     * @param now wall clock time
     * @throws ModelException if the model fails or returns an invalid embedding
     */
    Result match(FaceSighting sighting, ValidatedFace face, Instant now) {
        Router.Choice route = router.choose(sighting);
        DecisionThreshold threshold = thresholds.ofEmbedder(route.name());
        float[] unit = CheckedEmbedding.of(face.aligned(), route.embedder()).unit();
        Origin origin = sighting.getOrigin();
        Instant at = origin.getCapturedAt().isAfter(now) ? origin.getCapturedAt() : now;
        Vote vote = threshold.vote(gallery.match(threshold.contract().space(), unit, at), origin);
        return new Result(route.name(), new MatchedFace(threshold.contract(), unit, vote));
    }

    /**
     * An embedded face and the name of its embedder.
     *
     * @param embedder name of the embedder that the routing table chose
     */
    record Result(String embedder, MatchedFace face) {}
}
