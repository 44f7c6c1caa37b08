package io.vestibule.topologies.recognise;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Decides which events a visit causes. A visit sends each kind at most once, and in this order:
 *
 * <ul>
 *   <li>ARRIVED after enough sightings. A visit without it causes no event at all;
 *   <li>IDENTIFIED_LATE when there are enough votes for one subject, but not enough recent ones;
 *   <li>IDENTIFIED when there are enough recent votes for one subject, also after UNKNOWN or IDENTIFIED_LATE;
 *   <li>UNKNOWN when there were not enough votes for a while, or until the end; never after an identification;
 *   <li>DEPARTED at the end.
 * </ul>
 *
 * <p>No event names a subject that is no longer enrolled.
 */
final class VisitEvents {

    private final String camera;
    private final VoteCounter voteCounter;
    private final RecogniseSettings settings;
    private final Predicate<String> isEnrolled;

    /** @param isEnrolled whether the gallery contains a subject */
    VisitEvents(String camera, VoteCounter voteCounter, RecogniseSettings settings, Predicate<String> isEnrolled) {
        this.camera = camera;
        this.voteCounter = voteCounter;
        this.settings = settings;
        this.isEnrolled = isEnrolled;
    }

    /**
     * The events that the newest sighting of a visit causes.
     *
     * @param isCoolingDown whether a subject was identified in another visit just now
     */
    List<IdentityEvent> ofSighting(
            Visit visit, VisitSighting sighting, EmissionTime emission, Predicate<String> isCoolingDown) {
        visit.forgetSubjects(isEnrolled);
        List<IdentityEvent> events = new ArrayList<>();
        if (!visit.hasSent(EventKind.ARRIVED)) {
            if (visit.sightings() < settings.arriveSightings()) {
                return events;
            }
            events.add(visit.createEvent(EventKind.ARRIVED, camera, sighting.at(), emission, visit.recentFrames()));
        }
        if (sighting.face().isPresent() && !visit.hasSent(EventKind.IDENTIFIED)) {
            ofLook(visit, sighting.face().get().vote(), emission, isCoolingDown).ifPresent(events::add);
        }
        return events;
    }

    /** The events that the end of a visit causes. */
    List<IdentityEvent> ofEnd(Visit visit, EmissionTime emission) {
        visit.forgetSubjects(isEnrolled);
        List<IdentityEvent> events = new ArrayList<>();
        if (visit.hasSent(EventKind.ARRIVED)) {
            if (voteCounter.identify(visit.votes()).isEmpty()) {
                unknown(visit, visit.lastSeen(), emission).ifPresent(events::add);
            }
            events.add(visit.createEvent(EventKind.DEPARTED, camera, visit.lastSeen(), emission, visit.recentFrames()));
        }
        return events;
    }

    private Optional<IdentityEvent> ofLook(
            Visit visit, Vote newest, EmissionTime emission, Predicate<String> isCoolingDown) {
        Optional<VoteCounter.Result> identified = voteCounter.identify(visit.votes());
        if (identified.isEmpty()) {
            return visit.isLookedAtFor(settings.unknownAfter(), newest.at())
                    ? unknown(visit, newest.at(), emission)
                    : Optional.empty();
        }
        Optional<VoteCounter.Result> recent = voteCounter.identify(emission.recent(visit.votes()));
        EventKind kind = recent.isPresent() ? EventKind.IDENTIFIED : EventKind.IDENTIFIED_LATE;
        return recent.or(() -> identified)
                .filter(result -> !visit.hasSent(kind))
                .filter(result -> result.isFor(newest) && !isCoolingDown.test(newest.subject()))
                .map(result -> visit.createEvent(kind, camera, newest.at(), emission, result));
    }

    private Optional<IdentityEvent> unknown(Visit visit, Instant at, EmissionTime emission) {
        boolean decided = visit.hasSent(EventKind.UNKNOWN)
                || visit.hasSent(EventKind.IDENTIFIED)
                || visit.hasSent(EventKind.IDENTIFIED_LATE);
        return decided
                ? Optional.empty()
                : voteCounter
                        .unknown(visit.votes())
                        .map(result -> visit.createEvent(EventKind.UNKNOWN, camera, at, emission, result));
    }
}
