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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stay of one person in front of a camera, from the first to the last sighting. Mutable. */
final class Visit {

    /** Number of newest tracks that are kept. Older tracks have ended and do not return. */
    private static final int MAX_TRACKS = 8;

    private final String id;
    private final Instant firstSeen;
    private final List<String> tracks = new ArrayList<>();
    private final List<Vote> votes = new ArrayList<>();
    private final List<Origin> recentFrames = new ArrayList<>();
    private Instant lastSeen;
    private long lastEpoch = Long.MIN_VALUE;
    private long lastSequence;
    private int sightings;
    private int embedded;
    private Instant firstEmbedded;
    private @Nullable Appearance appearance;
    private int events;
    private @Nullable IdentityDecision decision;

    private Visit(String id, Instant firstSeen) {
        this.id = id;
        this.firstSeen = firstSeen;
        lastSeen = firstSeen;
        firstEmbedded = firstSeen;
    }

    /**
     * A new visit for the sighting, which is not added yet. The id contains the frame's sequence as well as the track, because a
     * track can outlive a visit.
     */
    static Visit startedBy(VisitSighting sighting) {
        return new Visit(sighting.track() + "@" + sighting.origin().getSequence(), sighting.at());
    }

    static Visit fromState(VisitState state) {
        Visit visit = new Visit(state.getId(), state.getFirstSeen());
        visit.tracks.addAll(state.getTracks());
        state.getVotes().forEach(vote -> visit.votes.add(Vote.fromState(vote)));
        visit.recentFrames.addAll(state.getRecent());
        visit.lastSeen = state.getLastSeen();
        visit.lastEpoch = state.getLastEpoch();
        visit.lastSequence = state.getLastSequence();
        visit.sightings = state.getSightings();
        visit.embedded = state.getEmbedded();
        visit.firstEmbedded = state.getFirstEmbedded();
        if (state.getContract() != null && state.getAppearance() != null) {
            visit.appearance = new Appearance(state.getContract(), HalfFloats.decode(state.getAppearance()));
        }
        visit.events = state.getEvents();
        visit.decision = state.getDecision() == null ? null : IdentityDecision.fromState(state.getDecision());
        return visit;
    }

    VisitState toState() {
        return VisitState.newBuilder()
                .setId(id)
                .setTracks(tracks)
                .setFirstSeen(firstSeen)
                .setLastSeen(lastSeen)
                .setLastEpoch(lastEpoch)
                .setLastSequence(lastSequence)
                .setSightings(sightings)
                .setEmbedded(embedded)
                .setFirstEmbedded(firstEmbedded)
                .setVotes(votes.stream().map(Vote::toState).toList())
                .setContract(appearance == null ? null : appearance.space())
                .setAppearance(appearance == null ? null : ByteBuffer.wrap(HalfFloats.encode(appearance.unit())))
                .setRecent(recentFrames)
                .setEvents(events)
                .setDecision(decision == null ? null : decision.toState())
                .build();
    }

    Instant lastSeen() {
        return lastSeen;
    }

    int sightings() {
        return sightings;
    }

    /** The newest votes, oldest first. */
    List<Vote> votes() {
        return votes;
    }

    /** The newest frames, oldest first. */
    List<Origin> recentFrames() {
        return recentFrames;
    }

    /** The last decision about the identity; empty if there is none yet. */
    Optional<IdentityDecision> decision() {
        return Optional.ofNullable(decision);
    }

    boolean hasTrack(String track) {
        return tracks.contains(track);
    }

    /** Whether an event of the visit was sent. */
    boolean hasArrived() {
        return events > 0;
    }

    boolean isIdentified() {
        return decision != null && decision.isIdentified();
    }

    /**
     * Whether an embedding can still change something: the identity or, after a while, the appearance.
     *
     * @param interval time between two embeddings of an identified visitor
     */
    boolean needsEmbedding(Instant at, Duration interval) {
        if (!isIdentified() || votes.isEmpty()) {
            return true;
        }
        Instant lastEmbedded = votes.get(votes.size() - 1).origin().getCapturedAt();
        return !lastEmbedded.plus(interval).isAfter(at);
    }

    /** Whether the first embedded sighting is at least that long ago. */
    boolean isEmbeddedFor(Duration time, Instant at) {
        return embedded > 0 && !firstEmbedded.plus(time).isAfter(at);
    }

    /** Whether the visitor was seen in this frame or a later one. Another face in it belongs to another person. */
    boolean isSeenIn(Origin frame) {
        return lastEpoch == frame.getEpoch() && lastSequence >= frame.getSequence();
    }

    /**
     * Cosine between the face and the visitor's appearance. Empty if the two are not comparable, or if the cosine is below the
     * contract's threshold for one person.
     */
    Optional<Float> similarity(MatchedFace face) {
        if (appearance == null || !appearance.space().equals(face.contract().space())) {
            return Optional.empty();
        }
        float cosine = Vectors.dot(appearance.unit(), 0, face.unit());
        return cosine >= face.contract().threshold() ? Optional.of(cosine) : Optional.empty();
    }

    void add(VisitSighting sighting, RecogniseSettings settings) {
        if (!hasTrack(sighting.track())) {
            append(tracks, sighting.track(), MAX_TRACKS);
        }
        lastSeen = sighting.at().isAfter(lastSeen) ? sighting.at() : lastSeen;
        lastEpoch = sighting.origin().getEpoch();
        lastSequence = sighting.origin().getSequence();
        append(recentFrames, sighting.origin(), settings.arriveSightings());
        sightings++;
        sighting.face().ifPresent(face -> {
            firstEmbedded = embedded == 0 ? sighting.at() : firstEmbedded;
            append(votes, face.vote(), settings.window());
            String space = face.contract().space();
            if (appearance == null || appearance.space().equals(space)) {
                appearance = new Appearance(space, face.unit());
            }
            embedded++;
        });
    }

    /** Creates the next event of the visit, with the last decision about the identity. Counts the event. */
    IdentityEvent createEvent(EventKind kind, String camera, Instant at, List<Origin> evidence) {
        IdentityEvent.Builder event = IdentityEvent.newBuilder()
                .setId(id + "/" + kind + "/" + events)
                .setVisit(id)
                .setKind(kind)
                .setOrdinal(events)
                .setCamera(camera)
                .setAt(at)
                .setEmittedAt(at)
                .setSightings(sightings)
                .setFirstSeen(firstSeen)
                .setLastSeen(lastSeen)
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
        events++;
        return event.build();
    }

    /** Stores a new decision about the identity and creates its event. Counts the event. */
    IdentityEvent createEvent(EventKind kind, String camera, Instant at, VoteCounter.Result result) {
        decision = result.decision();
        return createEvent(kind, camera, at, result.evidence());
    }

    private static <T> void append(List<T> list, T element, int maximum) {
        list.add(element);
        if (list.size() > maximum) {
            list.remove(0);
        }
    }

    /**
     * The appearance of the visitor: the newest embedding in the space of the visit's first embedding. The space never
     * changes. If the route alternates between models, an appearance that followed it would match only half of the new
     * tracks.
     *
     * @param space id of the contract that defines the embedding space
     */
    private record Appearance(String space, float[] unit) {}
}
