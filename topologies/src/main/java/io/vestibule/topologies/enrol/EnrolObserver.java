package io.vestibule.topologies.enrol;

import io.vestibule.schemas.EnrolmentAction;

/** Sees each request that the gallery has followed: for metrics. Called by stream threads; must be quick. */
@FunctionalInterface
public interface EnrolObserver {

    /** Nobody watches. */
    EnrolObserver NONE = action -> {};

    /** One that was rejected is a dead letter, and not seen here. */
    void followed(EnrolmentAction action);
}
