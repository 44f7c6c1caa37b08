package io.vestibule.topologies.recognise;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.state.VisitState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The open visits and the cool-downs of one camera. Mutable.
 *
 * <p>A sighting belongs to the visit that has its track. Otherwise it belongs to the most similar visit whose visitor is not
 * elsewhere in the same frame. If no visit is similar enough, or the face was not embedded, a new visit starts.
 *
 * <p>A person can take the place of another on the same track. Two looks in a row that contradict the visit show this. The first one
 * starts a candidate. The second one ends the visit as of its last look, unless its visitor was looked at on another track in the
 * meantime. The candidate then becomes a visit of its own. If the second look does not contradict, nothing has changed.
 *
 * <p>An identified subject has a cool-down, which begins at the last sighting in the visit that identified the subject. During the
 * cool-down, no other visit identifies the subject. The event is only delayed: a subject that is still present afterwards is
 * identified. Until then, the other visit sends no UNKNOWN. Its other events are sent as usual.
 */
final class CameraVisits {

    /** A restart does not change this order. */
    private static final Comparator<Visit> OLDEST_FIRST =
            Comparator.comparing(Visit::firstSeen).thenComparing(Visit::id);

    private final String camera;
    private final RecogniseSettings settings;
    private final VisitEvents visitEvents;
    private final EnrolledSubjects subjects;
    private final Consumer<LimitKind> exceeded;

    /** Oldest first. */
    private final List<Visit> open = new ArrayList<>();

    private final CoolDowns coolDowns;
    private final Set<Visit> changed = new LinkedHashSet<>();
    private final Set<String> ended = new LinkedHashSet<>();

    /**
     * The visits of a camera.
     *
     * @param visits stored visits
     * @param identified stored cool-downs: subject to last sighting
     * @param subjects subjects in the gallery
     * @param exceeded receives each excess of a limit
     */
    CameraVisits(
            String camera,
            Collection<VisitState> visits,
            Map<String, Instant> identified,
            VoteCounter voteCounter,
            RecogniseSettings settings,
            EnrolledSubjects subjects,
            Consumer<LimitKind> exceeded) {
        this.camera = camera;
        this.settings = settings;
        this.subjects = subjects;
        this.exceeded = exceeded;
        visitEvents = new VisitEvents(camera, voteCounter, settings, subjects::isEnrolled);
        visits.forEach(visit -> open.add(Visit.fromState(visit)));
        open.sort(OLDEST_FIRST);
        coolDowns = new CoolDowns(settings.limits().coolDowns(), identified);
    }

    /** Writes the changes since the last call. */
    void save(VisitStore store) {
        ended.forEach(visit -> store.putVisit(camera, visit, null));
        changed.forEach(visit -> store.putVisit(camera, visit.id(), visit.toState()));
        ended.clear();
        changed.clear();
        coolDowns.save(camera, store);
    }

    /**
     * Whether a face of the track should be embedded, which is the most expensive step. False if its visitor was embedded just
     * now.
     */
    boolean needsLook(String track, Instant at) {
        return onTrack(track, Visit::isCandidate)
                .or(() -> onTrack(track, visit -> true))
                .map(visit -> visit.needsLook(at, settings.lookEvery(), settings.lookAgain()))
                .orElse(true);
    }

    /** Whether the visitor on the track had fewer looks than an identification requires. */
    boolean isNewVisitor(String track) {
        return open.stream()
                .filter(visit -> visit.hasTrack(track))
                .min(Comparator.comparing(Visit::looks))
                .map(visit -> visit.looks() < settings.confirmFrames())
                .orElse(true);
    }

    /** Moves the camera's time to the sighting, adds it to its visit, and returns the events. */
    List<IdentityEvent> add(VisitSighting sighting, Instant now) {
        EmissionTime emission = new EmissionTime(now, settings);
        List<IdentityEvent> events = advanceTo(sighting.at(), now);
        leaveTrackIfSeenBeside(sighting);
        Optional<Visit> candidate = onTrack(sighting.track(), Visit::isCandidate);
        Visit visit = onTrack(sighting.track(), found -> !found.isCandidate())
                .or(() -> mostSimilar(sighting))
                .orElseGet(() -> start(Visit.startedBy(sighting), emission, events));
        boolean repeated = Stream.concat(Stream.of(visit), candidate.stream())
                .anyMatch(found -> found.isSeenIn(sighting.origin()));
        if (!repeated) {
            assign(sighting, visit, candidate, emission, events);
        }
        return events;
    }

    /**
     * Moves the camera's time, and returns the events of the visits that ended. A time far before the last sighting
     * means that the camera's clock was put back. Visits and cool-downs with later times then end too. Otherwise they
     * would last until the clock reaches that time again.
     */
    List<IdentityEvent> advanceTo(Instant at, Instant now) {
        Instant latest = at.plus(settings.absenceTimeout());
        List<IdentityEvent> events = endIf(
                visit -> !departure(visit).isAfter(at) || visit.lastSeen().isAfter(latest),
                new EmissionTime(now, settings));
        coolDowns.endIf((subject, seen) -> isOver(seen, at) || seen.isAfter(latest) || !subjects.isEnrolled(subject));
        return events;
    }

    /**
     * Ends all visits of a camera that sends nothing. Cool-downs remain, because they are measured in the camera's time. If that
     * time continues where it stopped, a visitor who is still present is not identified again.
     */
    List<IdentityEvent> endAll(Instant now) {
        return endIf(visit -> true, new EmissionTime(now, settings));
    }

    /** Ends all visits and cool-downs. Nothing of the camera remains. */
    List<IdentityEvent> end(Instant now) {
        List<IdentityEvent> events = endAll(now);
        coolDowns.endIf((subject, seen) -> true);
        return events;
    }

    boolean hasOpenVisits() {
        return !open.isEmpty();
    }

    /** Whether {@link #advanceTo} would change something. An earlier time than expected changes something as well. */
    boolean changesAt(Instant at) {
        return nextChange().filter(next -> !next.isAfter(at)).isPresent() || at.isBefore(earliestExpected());
    }

    /** The time from which on {@link #advanceTo} changes something; empty if nothing is left to change. */
    Optional<Instant> nextChange() {
        return Stream.concat(
                        open.stream().map(this::departure),
                        coolDowns.lastSightings().stream().map(seen -> seen.plus(settings.cooldown())))
                .min(Comparator.naturalOrder());
    }

    /** The earliest time that the camera can have, unless its clock was put back. */
    private Instant earliestExpected() {
        return Stream.concat(open.stream().map(Visit::lastSeen), coolDowns.lastSightings().stream())
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

    private Optional<Visit> onTrack(String track, Predicate<Visit> condition) {
        return open.stream()
                .filter(visit -> visit.hasTrack(track) && condition.test(visit))
                .findFirst();
    }

    /** The track of a visitor who is elsewhere in the same frame shows another person. */
    private void leaveTrackIfSeenBeside(VisitSighting sighting) {
        onTrack(sighting.track(), visit -> !visit.isCandidate() && visit.isSeenBeside(sighting))
                .ifPresent(visit -> {
                    visit.removeTrack(sighting.track());
                    changed.add(visit);
                    onTrack(sighting.track(), Visit::isCandidate).ifPresent(this::confirm);
                });
    }

    private Optional<Visit> mostSimilar(VisitSighting sighting) {
        return sighting.face().flatMap(face -> open.stream()
                .filter(visit -> !visit.isCandidate() && !visit.isSeenIn(sighting.origin()))
                .filter(visit -> visit.similarity(face).isPresent())
                .max(Comparator.comparing(visit -> visit.similarity(face).orElseThrow())));
    }

    private Visit start(Visit visit, EmissionTime emission, List<IdentityEvent> events) {
        if (open.size() >= settings.limits().openVisits()) {
            Visit least = leastImportant();
            events.addAll(endIf(least::equals, emission));
            exceeded.accept(LimitKind.OPEN_VISITS);
        }
        open.add(visit);
        open.sort(OLDEST_FIRST);
        return visit;
    }

    /** The visit that ends if there are too many: not identified, seen longest ago, with the fewest sightings. */
    private Visit leastImportant() {
        return open.stream()
                .min(Comparator.comparing((Visit visit) -> visit.hasSent(EventKind.IDENTIFIED))
                        .thenComparing(Visit::lastSeen)
                        .thenComparing(Visit::sightings))
                .orElseThrow();
    }

    /** Adds the sighting to the visit on its track, or to the candidate for that visit's place. */
    private void assign(
            VisitSighting sighting,
            Visit visit,
            Optional<Visit> candidate,
            EmissionTime emission,
            List<IdentityEvent> events) {
        boolean contradicts = sighting.face()
                .filter(face -> visit.isContradictedBy(face, subjects))
                .isPresent();
        if (!contradicts && (candidate.isEmpty() || sighting.face().isPresent())) {
            candidate.ifPresent(other -> {
                visit.absorb(other);
                remove(other);
            });
            addTo(visit, sighting, emission, events);
        } else if (candidate.isEmpty()) {
            Visit started = start(Visit.candidate(sighting, visit), emission, events);
            if (!open.contains(visit)) { // there were too many visits, and it had to end
                confirm(started);
            }
            addTo(started, sighting, emission, events);
        } else if (!contradicts) {
            addTo(candidate.get(), sighting, emission, events);
        } else {
            replace(visit, candidate.get(), sighting, emission, events);
        }
    }

    private void replace(
            Visit visit, Visit candidate, VisitSighting sighting, EmissionTime emission, List<IdentityEvent> events) {
        visit.removeTrack(sighting.track());
        changed.add(visit);
        confirm(candidate);
        if (!visit.isLookedAtSince(candidate.firstSeen())) {
            visit.revertToLastLook();
            events.addAll(endIf(visit::equals, emission));
        }
        addTo(candidate, sighting, emission, events);
    }

    private void addTo(Visit visit, VisitSighting sighting, EmissionTime emission, List<IdentityEvent> events) {
        visit.add(sighting, settings);
        changed.add(visit);
        if (!visit.isCandidate()) {
            events.addAll(visitEvents.ofSighting(
                    visit, sighting, emission, subject -> isCoolingDown(subject, visit, sighting.at())));
        }
    }

    private void confirm(Visit candidate) {
        candidate.confirm();
        changed.add(candidate);
    }

    private boolean isCoolingDown(String subject, Visit current, Instant at) {
        return coolDowns.contains(subject)
                || open.stream()
                        .filter(visit -> visit != current && isIdentifiedAs(subject, visit))
                        .anyMatch(visit -> !isOver(visit.lastSeen(), at));
    }

    private static boolean isIdentifiedAs(String subject, Visit visit) {
        return visit.hasSent(EventKind.IDENTIFIED)
                && visit.subject().filter(subject::equals).isPresent();
    }

    /**
     * Ends visits. A visit with a candidate ends as of its last look. The candidate becomes a visit of its own, unless it ends as
     * well.
     */
    private List<IdentityEvent> endIf(Predicate<Visit> condition, EmissionTime emission) {
        List<Visit> ending = open.stream().filter(condition).toList();
        List<IdentityEvent> events = new ArrayList<>();
        ending.forEach(this::remove);
        for (Visit visit : ending) {
            if (Stream.concat(open.stream(), ending.stream()).anyMatch(other -> other.isCandidateFor(visit))) {
                visit.revertToLastLook();
            }
            open.stream().filter(other -> other.isCandidateFor(visit)).forEach(this::confirm);
            events.addAll(visitEvents.ofEnd(visit, emission));
            startCoolDown(visit);
        }
        return events;
    }

    private void startCoolDown(Visit visit) {
        if (visit.hasSent(EventKind.IDENTIFIED)) {
            visit.subject().ifPresent(subject -> {
                for (int i = coolDowns.start(subject, visit.lastSeen()); i > 0; i--) {
                    exceeded.accept(LimitKind.COOL_DOWNS);
                }
            });
        }
    }

    private void remove(Visit visit) {
        open.remove(visit);
        changed.remove(visit);
        ended.add(visit.id());
    }
}
