package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
import java.time.Instant;
import java.util.Optional;

/**
 * One face in one frame, as far as visits care.
 *
 * @param number number of the face among all of its camera, from 1; 0 if it was not counted
 * @param track name of the track that it belongs to
 * @param look empty where the face was too small, blurred, dark or turned away to judge by
 */
record VisitSighting(long number, String track, Origin origin, Optional<MatchedFace> look) {

    Instant at() {
        return origin.getCapturedAt();
    }
}
