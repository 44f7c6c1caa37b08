package io.vestibule.topologies.enrol;

import io.vestibule.schemas.EnrolmentAction;

/** Receives each applied request, for metrics. Stream threads call it, so it must be fast. */
@FunctionalInterface
public interface EnrolObserver {

    /** An observer that does nothing. */
    EnrolObserver NONE = action -> {};

    /** A request was applied to the gallery. A rejected request is a dead letter and not reported here. */
    void onApplied(EnrolmentAction action);
}
