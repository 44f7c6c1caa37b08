package io.vestibule.topologies.recognise;

import java.time.Instant;
import java.util.List;

/**
 * The time at which events are emitted. In live mode it is the wall clock. In replay mode each event is emitted at its own time, so
 * that repeated runs give equal events, and no decision is late.
 *
 * @param now wall clock time
 */
record EmissionTime(Instant now, RecogniseSettings settings) {

    /** When an event of the given time is emitted. */
    Instant of(Instant at) {
        return settings.replay() ? at : now;
    }

    /** The votes that are recent enough to identify a person who is still present. */
    List<Vote> recent(List<Vote> votes) {
        if (settings.replay()) {
            return votes;
        }
        Instant earliest = now.minus(settings.identifyWithin());
        return votes.stream().filter(vote -> !vote.at().isBefore(earliest)).toList();
    }
}
