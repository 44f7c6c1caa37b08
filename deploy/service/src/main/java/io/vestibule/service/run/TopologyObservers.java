package io.vestibule.service.run;

import io.vestibule.topologies.enrol.EnrolObserver;
import io.vestibule.topologies.errors.DeadLetterObserver;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.teach.TeachObserver;
import io.vestibule.topologies.watch.WatchObserver;

/** Who hears of what the topologies do: one for each of them, and one for the dead letters of all. */
public record TopologyObservers(
        WatchObserver watch,
        RecogniseObserver recognise,
        TeachObserver teach,
        EnrolObserver enrol,
        DeadLetterObserver deadLetters) {

    /** Nobody. */
    public static final TopologyObservers NONE = new TopologyObservers(
            WatchObserver.NONE,
            RecogniseObserver.NONE,
            TeachObserver.NONE,
            EnrolObserver.NONE,
            DeadLetterObserver.NONE);
}
