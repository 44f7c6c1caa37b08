package io.vestibule.topologies.recognise;

import io.vestibule.schemas.state.VisitState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stores each visit and each cool-down as a record of its own. No record grows with the number of visits of a camera. */
interface VisitStore {

    /** @param state null deletes the visit */
    void putVisit(String camera, String visit, @Nullable VisitState state);

    /** @param lastSeen null deletes the cool-down */
    void putCoolDown(String camera, String subject, @Nullable Instant lastSeen);
}
