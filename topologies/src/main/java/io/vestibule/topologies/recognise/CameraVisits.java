package io.vestibule.topologies.recognise;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.CameraVisitsState;
import io.vestibule.topologies.recognise.VoteCounter.Finding;
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
 * The visits of one camera that are not over, and what there is to tell of them.
 *
 * <p>A sighting belongs to the visit that has its track. If none has, it belongs to the visit that it resembles most, of
 * those whose visitor is not elsewhere in the same frame; if it resembles none, or is too unclear to tell, a visit begins.
 *
 * <p>Of a visit is told, each at most once and in this order: ARRIVED, when it has had enough sightings; IDENTIFIED, when
 * there are votes enough for one subject, or UNKNOWN, when there have not been for a while or until the end; IDENTIFIED even
 * after UNKNOWN, never the reverse; DEPARTED, when the visitor has been out of sight for the absence time-out. Nothing is
 * told of a visit that never arrived.
 *
 * <p>A subject that was named here is not named again in another visit before the cool-down has passed since it was last
 * seen in the visit that named it. It is only put off: if the subject is still there by then, it is named. Until then, such a
 * visit is neither called unknown; its other events are told as always.
 */
final class CameraVisits {

    private final String camera;
    private final VoteCounter jury;
    private final RecogniseSettings settings;

    /** Oldest first. */
    private final List<Visit> open = new ArrayList<>();

    /** Subject to its last sighting in a visit that named it. */
    private final Map<String, Instant> named = new HashMap<>();

    /** Number of the newest face seen. */
    private long faces;

    /** A camera without visits. */
    CameraVisits(String camera, VoteCounter jury, RecogniseSettings settings) {
        this.camera = camera;
        this.jury = jury;
        this.settings = settings;
    }

    /** What was remembered of a camera; null if nothing was. */
    static CameraVisits of(
            String camera, @Nullable CameraVisitsState memory, VoteCounter jury, RecogniseSettings settings) {
        CameraVisits visits = new CameraVisits(camera, jury, settings);
        if (memory != null) {
            memory.getOpen().forEach(visit -> visits.open.add(Visit.of(visit)));
            visits.named.putAll(memory.getIdentified());
            visits.faces = memory.getFaces();
        }
        return visits;
    }

    CameraVisitsState memory() {
        return new CameraVisitsState(open.stream().map(Visit::memory).toList(), named, faces);
    }

    /** Whether a face of the track is worth a look, which is the dearest step: not if its visitor was named just now. */
    boolean wantsLook(String track, Instant at) {
        return open.stream()
                .filter(visit -> visit.has(track))
                .allMatch(visit -> visit.wantsLook(at, settings.lookAgain()));
    }

    /** A face was seen. */
    List<IdentityEvent> see(VisitSighting sighting) {
        faces = sighting.number();
        List<IdentityEvent> events = until(sighting.at());
        events.addAll(endWhatIsAheadOf(sighting.at()));
        Visit visit = visitOf(sighting);
        if (!visit.isSeenIn(sighting.origin())) { // else it is a repeat
            visit.add(sighting, settings);
            tell(visit, sighting, events);
        }
        return events;
    }

    /** Whether a camera that says it has sent so many faces has none on its way that is yet to be seen. */
    boolean hasSeen(long sent) {
        return faces == 0 || faces >= sent;
    }

    /** The camera's time has come to a moment, and all its faces of before were seen. */
    List<IdentityEvent> until(Instant at) {
        named.values().removeIf(seen -> !seen.plus(settings.cooldown()).isAfter(at));
        return end(open.stream().filter(visit -> !departure(visit).isAfter(at)).toList());
    }

    /**
     * A status has come, and all faces that it knows of were seen.
     *
     * @param at the camera's time
     * @param sent faces that the camera has sent by then. If the newest face seen is the last of them, and was seen far later
     *     than this, then the camera's clock was put back; if it is not, the status is late
     */
    List<IdentityEvent> hear(Instant at, long sent) {
        List<IdentityEvent> events = until(at);
        if (faces == sent) {
            events.addAll(endWhatIsAheadOf(at));
        }
        return events;
    }

    /**
     * Nothing was heard of the camera for long: the visits are over. The cool-downs go on, since they are in the camera's time:
     * if that goes on where it stopped, who stood there all the while need not be let in once more.
     */
    List<IdentityEvent> abandon() {
        return end(List.copyOf(open));
    }

    /** Whether somebody is there. */
    boolean isAnybodyThere() {
        return !open.isEmpty();
    }

    /** The camera cannot say an earlier time than this, unless its clock was put back, or it says it late. */
    Instant earliest() {
        return Stream.concat(open.stream().map(Visit::lastSeen), named.values().stream())
                .max(Comparator.naturalOrder())
                .map(newest -> newest.minus(settings.absenceTimeout()))
                .orElse(Instant.MIN);
    }

    /** The moment until which time can pass without a change; empty where nothing is left to change. */
    Optional<Instant> nextChange() {
        return Stream.concat(
                        open.stream().map(this::departure),
                        named.values().stream().map(seen -> seen.plus(settings.cooldown())))
                .min(Comparator.naturalOrder());
    }

    private Instant departure(Visit visit) {
        return visit.lastSeen().plus(settings.absenceTimeout());
    }

    /** A camera whose clock was put back: what it saw in a future that is no more is over. */
    private List<IdentityEvent> endWhatIsAheadOf(Instant at) {
        Instant latest = at.plus(settings.absenceTimeout());
        named.values().removeIf(seen -> seen.isAfter(latest));
        return end(
                open.stream().filter(visit -> visit.lastSeen().isAfter(latest)).toList());
    }

    private Visit visitOf(VisitSighting sighting) {
        return open.stream()
                .filter(visit -> visit.has(sighting.track()))
                .findFirst()
                .or(() -> sighting.look().flatMap(look -> mostAlike(look, sighting.origin())))
                .orElseGet(() -> {
                    Visit visit = Visit.beginningWith(sighting);
                    open.add(visit);
                    return visit;
                });
    }

    private Optional<Visit> mostAlike(MatchedFace look, Origin frame) {
        return open.stream()
                .filter(visit -> !visit.isSeenIn(frame))
                .filter(visit -> visit.resemblance(look).isPresent())
                .max(Comparator.comparing(visit -> visit.resemblance(look).orElseThrow()));
    }

    private void tell(Visit visit, VisitSighting sighting, List<IdentityEvent> events) {
        if (!visit.hasArrived()) {
            if (visit.sightings() < settings.arriveSightings()) {
                return;
            }
            events.add(visit.tell(EventKind.ARRIVED, camera, sighting.at(), visit.recent()));
        }
        if (!visit.isNamed()) {
            sighting.look().ifPresent(look -> decide(visit, look.ballot(), sighting.at(), events));
        }
        visit.verdict()
                .filter(IdentityDecision::isNamed)
                .ifPresent(verdict -> named.put(verdict.subject(), visit.lastSeen()));
    }

    private void decide(Visit visit, Vote newest, Instant at, List<IdentityEvent> events) {
        Optional<Finding> name = jury.named(visit.ballots());
        if (name.isPresent()) {
            String subject = name.get().verdict().subject();
            if (newest.votesFor(subject) && !named.containsKey(subject)) {
                events.add(visit.tell(EventKind.IDENTIFIED, camera, at, name.get()));
            }
        } else if (visit.isJudgedFor(settings.unknownAfter(), at)) {
            tellUnknown(visit, at, events);
        }
    }

    private void tellUnknown(Visit visit, Instant at, List<IdentityEvent> events) {
        if (visit.verdict().isEmpty()) {
            jury.unknown(visit.ballots())
                    .ifPresent(finding -> events.add(visit.tell(EventKind.UNKNOWN, camera, at, finding)));
        }
    }

    private List<IdentityEvent> end(List<Visit> over) {
        List<IdentityEvent> events = new ArrayList<>();
        for (Visit visit : over) {
            if (visit.hasArrived()) {
                if (jury.named(visit.ballots()).isEmpty()) {
                    tellUnknown(visit, visit.lastSeen(), events);
                }
                events.add(visit.tell(EventKind.DEPARTED, camera, visit.lastSeen(), visit.recent()));
            }
        }
        open.removeAll(over);
        return events;
    }
}
