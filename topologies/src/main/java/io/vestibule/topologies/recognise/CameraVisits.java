package io.vestibule.topologies.recognise;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.CameraVisitsState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open visits and the cool-downs of one camera. Mutable.
 *
 * <p>A sighting belongs to the visit that has its track. Otherwise it belongs to the most similar visit whose visitor is not
 * elsewhere in the same frame. If no visit is similar enough, or the face was not embedded, a new visit starts.
 *
 * <p>A visit causes these events, each at most once and in this order:
 *
 * <ul>
 *   <li>ARRIVED after enough sightings. A visit without it causes no event at all;
 *   <li>IDENTIFIED when there are enough votes for one subject, also after UNKNOWN;
 *   <li>UNKNOWN when there were not enough votes for a while, or until the end; never after IDENTIFIED;
 *   <li>DEPARTED when the visitor was not seen for the absence time-out.
 * </ul>
 *
 * <p>A subject that was identified is not identified in another visit until the cool-down has passed since the last sighting in
 * the first visit. The event is only delayed: a subject that is still present is then identified. Until then, such a
 * visit is not called unknown either. Its other events are sent as usual.
 */
final class CameraVisits {

    private final String camera;
    private final VoteCounter voteCounter;
    private final RecogniseSettings settings;

    /** Oldest first. */
    private final List<Visit> open = new ArrayList<>();

    /** Identified subject to the last sighting in the visit that identified it. */
    private final Map<String, Instant> coolDowns = new HashMap<>();

    /** A camera without visits. */
    CameraVisits(String camera, VoteCounter voteCounter, RecogniseSettings settings) {
        this.camera = camera;
        this.voteCounter = voteCounter;
        this.settings = settings;
    }

    /** @param state stored state of the camera; null if there is none */
    static CameraVisits fromState(
            String camera, @Nullable CameraVisitsState state, VoteCounter voteCounter, RecogniseSettings settings) {
        CameraVisits visits = new CameraVisits(camera, voteCounter, settings);
        if (state != null) {
            state.getOpen().forEach(visit -> visits.open.add(Visit.fromState(visit)));
            visits.coolDowns.putAll(state.getIdentified());
        }
        return visits;
    }

    CameraVisitsState toState() {
        return new CameraVisitsState(open.stream().map(Visit::toState).toList(), coolDowns);
    }

    /**
     * Whether a face of the track should be embedded, which is the most expensive step. False if its visitor was identified and
     * embedded just now.
     */
    boolean needsEmbedding(String track, Instant at) {
        return open.stream()
                .filter(visit -> visit.hasTrack(track))
                .allMatch(visit -> visit.needsEmbedding(at, settings.lookAgain()));
    }

    /** Moves the camera's time to the sighting, adds it to its visit, and returns the events. */
    List<IdentityEvent> add(VisitSighting sighting) {
        List<IdentityEvent> events = advanceTo(sighting.at());
        Visit visit = findOrStart(sighting);
        if (!visit.isSeenIn(sighting.origin())) { // otherwise the sighting is a repetition
            visit.add(sighting, settings);
            addEvents(visit, sighting, events);
        }
        return events;
    }

    /**
     * Moves the camera's time, and returns the events of the visits that ended. A time far before the last sighting
     * means that the camera's clock was put back. Visits and cool-downs with later times then end too. Otherwise they
     * would last until the clock reaches that time again.
     */
    List<IdentityEvent> advanceTo(Instant at) {
        Instant latest = at.plus(settings.absenceTimeout());
        coolDowns.values().removeIf(seen -> isOver(seen, at) || seen.isAfter(latest));
        List<IdentityEvent> events =
                end(open.stream().filter(visit -> !departure(visit).isAfter(at)).toList());
        events.addAll(end(
                open.stream().filter(visit -> visit.lastSeen().isAfter(latest)).toList()));
        return events;
    }

    /**
     * Ends all visits of a camera that sends nothing. Cool-downs remain, because they are measured in the camera's time. If that
     * time continues where it stopped, a visitor who is still present is not identified again.
     */
    List<IdentityEvent> endAll() {
        return end(List.copyOf(open));
    }

    boolean hasOpenVisits() {
        return !open.isEmpty();
    }

    /**
     * The time from which on {@link #advanceTo} changes something; empty if nothing is left to change. An earlier time than
     * {@link #earliestExpected} changes something as well.
     */
    Optional<Instant> nextChange() {
        return Stream.concat(
                        open.stream().map(this::departure),
                        coolDowns.values().stream().map(seen -> seen.plus(settings.cooldown())))
                .min(Comparator.naturalOrder());
    }

    /** The earliest time that the camera can have, unless its clock was put back. */
    Instant earliestExpected() {
        return Stream.concat(open.stream().map(Visit::lastSeen), coolDowns.values().stream())
                .max(Comparator.naturalOrder())
                .map(newest -> newest.minus(settings.absenceTimeout()))
                .orElse(Instant.MIN);
    }

    private Instant departure(Visit visit) {
        return visit.lastSeen().plus(settings.absenceTimeout());
    }

    private boolean isOver(Instant lastSeen, Instant at) {
        return !lastSeen.plus(settings.cooldown()).isAfter(at);
    }

    private Visit findOrStart(VisitSighting sighting) {
        return open.stream()
                .filter(visit -> visit.hasTrack(sighting.track()))
                .findFirst()
                .or(() -> sighting.face().flatMap(face -> mostSimilar(face, sighting.origin())))
                .orElseGet(() -> {
                    Visit visit = Visit.startedBy(sighting);
                    open.add(visit);
                    return visit;
                });
    }

    private Optional<Visit> mostSimilar(MatchedFace face, Origin frame) {
        return open.stream()
                .filter(visit -> !visit.isSeenIn(frame))
                .filter(visit -> visit.similarity(face).isPresent())
                .max(Comparator.comparing(visit -> visit.similarity(face).orElseThrow()));
    }

    private void addEvents(Visit visit, VisitSighting sighting, List<IdentityEvent> events) {
        if (!visit.hasArrived()) {
            if (visit.sightings() < settings.arriveSightings()) {
                return;
            }
            events.add(visit.createEvent(EventKind.ARRIVED, camera, sighting.at(), visit.recentFrames()));
        }
        if (!visit.isIdentified()) {
            sighting.face().ifPresent(face -> addDecision(visit, face.vote(), sighting.at(), events));
        }
        visit.decision().map(IdentityDecision::subject).ifPresent(subject -> coolDowns.put(subject, visit.lastSeen()));
    }

    private void addDecision(Visit visit, Vote newest, Instant at, List<IdentityEvent> events) {
        Optional<VoteCounter.Result> identified = voteCounter.identify(visit.votes());
        if (identified.isPresent()) {
            String subject = identified.get().decision().subject();
            if (subject != null && newest.isFor(subject) && !coolDowns.containsKey(subject)) {
                events.add(visit.createEvent(EventKind.IDENTIFIED, camera, at, identified.get()));
            }
        } else if (visit.isEmbeddedFor(settings.unknownAfter(), at)) {
            addUnknown(visit, at, events);
        }
    }

    private void addUnknown(Visit visit, Instant at, List<IdentityEvent> events) {
        if (visit.decision().isEmpty()) {
            voteCounter
                    .unknown(visit.votes())
                    .ifPresent(unknown -> events.add(visit.createEvent(EventKind.UNKNOWN, camera, at, unknown)));
        }
    }

    private List<IdentityEvent> end(List<Visit> ended) {
        List<IdentityEvent> events = new ArrayList<>();
        for (Visit visit : ended) {
            if (visit.hasArrived()) {
                if (voteCounter.identify(visit.votes()).isEmpty()) {
                    addUnknown(visit, visit.lastSeen(), events);
                }
                events.add(visit.createEvent(EventKind.DEPARTED, camera, visit.lastSeen(), visit.recentFrames()));
            }
        }
        open.removeAll(ended);
        return events;
    }
}
