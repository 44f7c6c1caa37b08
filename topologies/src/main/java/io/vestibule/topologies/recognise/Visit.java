package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.VisitState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The stay of one person in front of a camera, from the first to the last sighting. Mutable. A look is an embedded sighting.
 *
 * <p>A candidate is the visit of a person who may have taken the place of another visitor. It starts with one look that contradicts
 * the visit of the other, and it causes no events.
 */
final class Visit {

    /** Number of newest tracks that are kept. Older tracks have ended and do not return. */
    private static final int MAX_TRACKS = 8;

    private final String id;
    private final Instant firstSeen;
    private final List<String> tracks = new ArrayList<>();
    private final List<Vote> votes = new ArrayList<>();
    private final EnumSet<EventKind> sent = EnumSet.noneOf(EventKind.class);
    private @Nullable String replaces;
    private Presence presence;
    private @Nullable Presence looked;
    private long lastEpoch = Long.MIN_VALUE;
    private long lastSequence;
    private Instant firstLook;
    private int looks;
    private @Nullable Appearance appearance;
    private @Nullable IdentityDecision decision;

    private Visit(String id, Instant firstSeen) {
        this.id = id;
        this.firstSeen = firstSeen;
        presence = Presence.none(firstSeen);
        firstLook = firstSeen;
    }

    /**
     * A new visit for the sighting, which is not added yet. The id contains the frame's sequence as well as the track, because a
     * track can outlive a visit.
     */
    static Visit startedBy(VisitSighting sighting) {
        return new Visit(sighting.track() + "@" + sighting.origin().getSequence(), sighting.at());
    }

    /** A candidate for the sighting, which is not added yet. */
    static Visit candidate(VisitSighting sighting, Visit replaced) {
        Visit candidate = startedBy(sighting);
        candidate.replaces = replaced.id;
        return candidate;
    }

    static Visit fromState(VisitState state) {
        Visit visit = new Visit(state.getId(), state.getFirstSeen());
        visit.replaces = state.getReplaces();
        visit.tracks.addAll(state.getTracks());
        visit.presence = Presence.fromState(state.getPresence());
        visit.looked = state.getLooked() == null ? null : Presence.fromState(state.getLooked());
        visit.lastEpoch = state.getLastEpoch();
        visit.lastSequence = state.getLastSequence();
        visit.firstLook = state.getFirstLook();
        visit.looks = state.getLooks();
        state.getVotes().forEach(vote -> visit.votes.add(Vote.fromState(vote)));
        if (state.getContract() != null && state.getAppearance() != null) {
            visit.appearance = new Appearance(state.getContract(), HalfFloats.decode(state.getAppearance()));
        }
        visit.sent.addAll(state.getSent());
        visit.decision = state.getDecision() == null ? null : IdentityDecision.fromState(state.getDecision());
        return visit;
    }

    VisitState toState() {
        return VisitState.newBuilder()
                .setId(id)
                .setReplaces(replaces)
                .setTracks(List.copyOf(tracks))
                .setFirstSeen(firstSeen)
                .setPresence(presence.toState())
                .setLooked(looked == null ? null : looked.toState())
                .setLastEpoch(lastEpoch)
                .setLastSequence(lastSequence)
                .setFirstLook(firstLook)
                .setLooks(looks)
                .setVotes(votes.stream().map(Vote::toState).toList())
                .setContract(appearance == null ? null : appearance.space())
                .setAppearance(appearance == null ? null : ByteBuffer.wrap(HalfFloats.encode(appearance.unit())))
                .setSent(List.copyOf(sent))
                .setDecision(decision == null ? null : decision.toState())
                .build();
    }

    String id() {
        return id;
    }

    Instant firstSeen() {
        return firstSeen;
    }

    Instant lastSeen() {
        return presence.lastSeen();
    }

    int sightings() {
        return presence.sightings();
    }

    int looks() {
        return looks;
    }

    /** The newest votes, oldest first. */
    List<Vote> votes() {
        return votes;
    }

    /** The newest frames, oldest first. */
    List<Origin> recentFrames() {
        return presence.recentFrames();
    }

    /** The last decision about the identity; empty if there is none yet, or if the subject was erased. */
    Optional<IdentityDecision> decision() {
        return Optional.ofNullable(decision);
    }

    /** The subject that the last decision names; empty if there is none. */
    Optional<String> subject() {
        return decision().map(IdentityDecision::subject);
    }

    boolean hasTrack(String track) {
        return tracks.contains(track);
    }

    void removeTrack(String track) {
        tracks.remove(track);
    }

    boolean hasSent(EventKind kind) {
        return sent.contains(kind);
    }

    boolean isCandidate() {
        return replaces != null;
    }

    boolean isCandidateFor(Visit other) {
        return other.id.equals(replaces);
    }

    /** Ends the doubt: the person has taken the place of another visitor. */
    void confirm() {
        replaces = null;
    }

    /**
     * Whether an embedding can still change something: the identity or, after a while, the appearance.
     *
     * @param lookEvery time between two looks
     * @param lookAgain time between two looks at a visitor who is identified
     */
    boolean needsLook(Instant at, Duration lookEvery, Duration lookAgain) {
        if (votes.isEmpty()) {
            return true;
        }
        Instant lastLook = votes.get(votes.size() - 1).at();
        Duration interval = hasSent(EventKind.IDENTIFIED) && lookAgain.compareTo(lookEvery) > 0 ? lookAgain : lookEvery;
        return !lastLook.plus(interval).isAfter(at);
    }

    /** Whether the first look is at least that long ago. */
    boolean isLookedAtFor(Duration time, Instant at) {
        return looks > 0 && !firstLook.plus(time).isAfter(at);
    }

    /** Whether a look at the visitor is not before the time. */
    boolean isLookedAtSince(Instant time) {
        return looked != null && !looked.lastSeen().isBefore(time);
    }

    /** Whether the visitor was seen in this frame or a later one. Another face in it belongs to another person. */
    boolean isSeenIn(Origin frame) {
        return lastEpoch == frame.getEpoch() && lastSequence >= frame.getSequence();
    }

    /** Whether the visitor was seen in this very frame, on another track than the sighting. */
    boolean isSeenBeside(VisitSighting sighting) {
        Origin frame = sighting.origin();
        return lastEpoch == frame.getEpoch()
                && lastSequence == frame.getSequence()
                && !tracks.get(tracks.size() - 1).equals(sighting.track());
    }

    /**
     * Cosine between the face and the visitor's appearance. Empty if the two are not comparable, or if the cosine is below the
     * contract's threshold for one person.
     */
    Optional<Float> similarity(MatchedFace face) {
        if (appearance == null || !isComparable(face)) {
            return Optional.empty();
        }
        float cosine = Vectors.dot(appearance.unit(), 0, face.unit());
        return cosine >= face.contract().threshold() ? Optional.of(cosine) : Optional.empty();
    }

    /**
     * Whether the face shows another person than the visitor. It does if it counts for another subject than the visitor's, or if it
     * is not similar to the last look. A vote for the visitor's subject, or for one that resembles it with permission, is never a
     * contradiction.
     */
    boolean isContradictedBy(MatchedFace face, EnrolledSubjects subjects) {
        Vote vote = face.vote();
        Optional<String> subject = subject();
        if (subject.isPresent() && vote.counts() && vote.subject() != null) {
            return !vote.isFor(subject.get()) && !subjects.areSimilar(subject.get(), vote.subject());
        }
        return isComparable(face) && similarity(face).isEmpty();
    }

    private boolean isComparable(MatchedFace face) {
        return appearance != null && appearance.space().equals(face.contract().space());
    }

    void add(VisitSighting sighting, RecogniseSettings settings) {
        tracks.remove(sighting.track());
        append(tracks, sighting.track(), MAX_TRACKS);
        lastEpoch = sighting.origin().getEpoch();
        lastSequence = sighting.origin().getSequence();
        presence = presence.with(sighting.origin(), settings.arriveSightings());
        sighting.face().ifPresent(face -> {
            firstLook = looks == 0 ? sighting.at() : firstLook;
            looks++;
            looked = presence;
            if (isVoteDue(sighting.at(), settings.lookEvery())) {
                append(votes, face.vote(), settings.window());
            }
            String space = face.contract().space();
            if (appearance == null || appearance.space().equals(space)) {
                appearance = new Appearance(space, HalfFloats.round(face.unit())); // as it is stored
            }
        });
    }

    /**
     * Whether the newest vote is long enough ago. The face of a new track is embedded before its visit is known. Without this rule, a
     * camera that starts a track with each frame would fill the window with votes of one moment.
     */
    private boolean isVoteDue(Instant at, Duration lookEvery) {
        return votes.isEmpty()
                || !votes.get(votes.size() - 1).at().plus(lookEvery).isAfter(at);
    }

    /** Adds the sightings of a candidate that was no other person. */
    void absorb(Visit candidate) {
        presence = presence.withSightings(candidate.sightings());
    }

    /** Forgets the sightings after the last look, because another person may have been seen. */
    void revertToLastLook() {
        if (looked != null) {
            presence = looked;
        }
    }

    /**
     * Forgets subjects that are no longer enrolled.
     *
     * @return whether anything was forgotten
     */
    boolean forgetSubjects(Predicate<String> isEnrolled) {
        boolean forgotten = votes.removeIf(vote -> vote.subject() != null && !isEnrolled.test(vote.subject()));
        if (subject().filter(isEnrolled.negate()).isPresent()) {
            decision = null;
            forgotten = true;
        }
        return forgotten;
    }

    /**
     * Creates the next event of the visit, with the last decision about the identity.
     *
     * @param evidence frames that support the event, oldest first
     */
    IdentityEvent createEvent(EventKind kind, String camera, Instant at, EmissionTime emission, List<Origin> evidence) {
        IdentityEvent.Builder event = IdentityEvent.newBuilder()
                .setId(id + "/" + kind + "/" + sent.size())
                .setVisit(id)
                .setKind(kind)
                .setOrdinal(sent.size())
                .setCamera(camera)
                .setAt(at)
                .setEmittedAt(emission.of(at))
                .setSightings(presence.sightings())
                .setFirstSeen(firstSeen)
                .setLastSeen(presence.lastSeen())
                .setEvidence(List.copyOf(evidence));
        if (decision != null) {
            event.setSubject(decision.subject())
                    .setScore(decision.score())
                    .setRunnerUp(decision.runnerUp())
                    .setThreshold(decision.threshold())
                    .setFalseMatchRate(decision.falseMatchRate())
                    .setVotes(decision.votes())
                    .setModel(decision.model());
        }
        sent.add(kind);
        return event.build();
    }

    /** Stores a new decision about the identity and creates its event. */
    IdentityEvent createEvent(
            EventKind kind, String camera, Instant at, EmissionTime emission, VoteCounter.Result result) {
        decision = result.decision();
        return createEvent(kind, camera, at, emission, result.evidence());
    }

    private static <T> void append(List<T> list, T element, int maximum) {
        list.add(element);
        if (list.size() > maximum) {
            list.remove(0);
        }
    }

    /**
     * The appearance of the visitor: the newest look in the space of the visit's first look. The space never changes. If the
     * route alternates between models, an appearance that followed it would match only half of the new tracks.
     *
     * @param space id of the contract that defines the embedding space
     */
    private record Appearance(String space, float[] unit) {}
}
