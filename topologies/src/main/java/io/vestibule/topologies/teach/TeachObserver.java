package io.vestibule.topologies.teach;

/** Sees what becomes of each face that could be taught: for metrics. Called by stream threads; must be quick. */
@FunctionalInterface
public interface TeachObserver {

    /** Nobody watches. */
    TeachObserver NONE = verdict -> {};

    /** @param verdict {@link Verdict#TAKEN} where a soft label was sent on */
    void judged(Verdict verdict);
}
