package io.vestibule.topologies.recognise;

import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.PresenceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * How often and until when a visitor was seen.
 *
 * @param recentFrames the newest frames, oldest first
 */
record Presence(Instant lastSeen, int sightings, List<Origin> recentFrames) {

    Presence {
        recentFrames = List.copyOf(recentFrames);
    }

    static Presence none(Instant at) {
        return new Presence(at, 0, List.of());
    }

    static Presence fromState(PresenceState state) {
        return new Presence(state.getLastSeen(), state.getSightings(), state.getRecent());
    }

    PresenceState toState() {
        return new PresenceState(lastSeen, sightings, recentFrames);
    }

    /**
     * This presence and one more sighting.
     *
     * @param maximum number of newest frames that are kept
     */
    Presence with(Origin frame, int maximum) {
        List<Origin> frames = new ArrayList<>(recentFrames);
        frames.add(frame);
        int from = Math.max(0, frames.size() - maximum);
        Instant at = frame.getCapturedAt();
        return new Presence(at.isAfter(lastSeen) ? at : lastSeen, sightings + 1, frames.subList(from, frames.size()));
    }

    /** This presence with more sightings, whose frames are not kept. */
    Presence withSightings(int more) {
        return new Presence(lastSeen, sightings + more, recentFrames);
    }
}
