package io.vestibule.topologies.teach;

import io.vestibule.schemas.SelectionReason;

/** Sees what becomes of each face that could be taught: for metrics. Called by stream threads; must be quick. */
@FunctionalInterface
public interface TeachObserver {

    /** Nobody watches. */
    TeachObserver NONE = verdict -> {};

    /** @param verdict {@link SamplingDecision#TAKEN} where a soft label was sent on */
    void judged(SamplingDecision verdict);

    /** A soft label was sent on; {@link #judged} is told, too. */
    default void taken(SelectionReason reason) {}
}
