package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * One face in one frame, reduced to what visits need.
 *
 * @param track name of its track
 * @param origin its frame
 * @param face empty if the face was not embedded
 */
record VisitSighting(String track, Origin origin, Optional<MatchedFace> face) {

    Instant at() {
        return origin.getCapturedAt();
    }
}
