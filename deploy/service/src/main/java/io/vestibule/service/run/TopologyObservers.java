package io.vestibule.service.run;

import io.vestibule.topologies.enrol.EnrolObserver;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.teach.TeachObserver;
import io.vestibule.topologies.watch.WatchObserver;

/** Observers of the topologies: one per topology, and one for the dead letters of all. */
public record TopologyObservers(
        WatchObserver watch,
        RecogniseObserver recognise,
        TeachObserver teach,
        EnrolObserver enrol,
        DeadLetterObserver deadLetters) {

    /** Observers that ignore everything. */
    public static final TopologyObservers NONE = new TopologyObservers(
            WatchObserver.NONE,
            RecogniseObserver.NONE,
            TeachObserver.NONE,
            EnrolObserver.NONE,
            DeadLetterObserver.NONE);

    /** Observers of watch and recognition only. */
    public static TopologyObservers of(WatchObserver watch, RecogniseObserver recognise) {
        return new TopologyObservers(watch, recognise, TeachObserver.NONE, EnrolObserver.NONE, DeadLetterObserver.NONE);
    }
}
