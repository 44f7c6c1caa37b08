package io.vestibule.topologies.teach;

import io.vestibule.schemas.SelectionReason;

/** Receives the decision for each valid face, for metrics. Stream threads call it, so it must be fast. */
@FunctionalInterface
public interface TeachObserver {

    /** An observer that does nothing. */
    TeachObserver NONE = decision -> {};

    /** @param decision {@link SamplingDecision#TAKEN} if a soft label was sent */
    void onDecision(SamplingDecision decision);

    /** A soft label was sent. {@link #onDecision} is called for the same face. */
    default void onSoftLabel(SelectionReason reason) {}
}
