package io.vestibule.topologies.recognise;

import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.matching.Vectors;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.VisitState;
import io.vestibule.topologies.recognise.VoteCounter.Finding;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A person in front of a camera, from first to last sighting. */
final class Visit {

    /** A track that ended long ago does not come back. */
    private static final int MOST_TRACKS = 8;

    private final String id;
    private final Instant firstSeen;
    private final List<String> tracks = new ArrayList<>();
    private final List<Vote> ballots = new ArrayList<>();
    private final List<Origin> recent = new ArrayList<>();
    private Instant lastSeen;
    private long lastEpoch = Long.MIN_VALUE;
    private long lastSequence;
    private int sightings;
    private int judged;
    private Instant firstJudged;
    private @Nullable Likeness likeness;
    private int events;
    private @Nullable IdentityDecision verdict;

    private Visit(String id, Instant firstSeen) {
        this.id = id;
        this.firstSeen = firstSeen;
        lastSeen = firstSeen;
        firstJudged = firstSeen;
    }

    /**
     * A visit that begins with the sighting, which is yet to be added. Its name has the frame's number in it as well as the
     * track's, since a track can outlive a visit.
     */
    static Visit beginningWith(VisitSighting sighting) {
        return new Visit(sighting.track() + "@" + sighting.origin().getSequence(), sighting.at());
    }

    static Visit of(VisitState memory) {
        Visit visit = new Visit(memory.getId(), memory.getFirstSeen());
        visit.tracks.addAll(memory.getTracks());
        memory.getVotes().forEach(ballot -> visit.ballots.add(Vote.of(ballot)));
        visit.recent.addAll(memory.getRecent());
        visit.lastSeen = memory.getLastSeen();
        visit.lastEpoch = memory.getLastEpoch();
        visit.lastSequence = memory.getLastSequence();
        visit.sightings = memory.getSightings();
        visit.judged = memory.getEmbedded();
        visit.firstJudged = memory.getFirstEmbedded();
        if (memory.getContract() != null && memory.getAppearance() != null) {
            visit.likeness = new Likeness(memory.getContract(), HalfFloats.decode(memory.getAppearance()));
        }
        visit.events = memory.getEvents();
        visit.verdict = memory.getDecision() == null ? null : IdentityDecision.of(memory.getDecision());
        return visit;
    }

    VisitState memory() {
        return VisitState.newBuilder()
                .setId(id)
                .setTracks(tracks)
                .setFirstSeen(firstSeen)
                .setLastSeen(lastSeen)
                .setLastEpoch(lastEpoch)
                .setLastSequence(lastSequence)
                .setSightings(sightings)
                .setEmbedded(judged)
                .setFirstEmbedded(firstJudged)
                .setVotes(ballots.stream().map(Vote::memory).toList())
                .setContract(likeness == null ? null : likeness.space())
                .setAppearance(likeness == null ? null : ByteBuffer.wrap(HalfFloats.encode(likeness.unit())))
                .setRecent(recent)
                .setEvents(events)
                .setDecision(verdict == null ? null : verdict.memory())
                .build();
    }

    Instant lastSeen() {
        return lastSeen;
    }

    int sightings() {
        return sightings;
    }

    /** The newest judged sightings, oldest first. */
    List<Vote> ballots() {
        return ballots;
    }

    /** The newest frames, oldest first. */
    List<Origin> recent() {
        return recent;
    }

    Optional<IdentityDecision> verdict() {
        return Optional.ofNullable(verdict);
    }

    boolean has(String track) {
        return tracks.contains(track);
    }

    /** Whether something was told of the visit. */
    boolean hasArrived() {
        return events > 0;
    }

    boolean isNamed() {
        return verdict != null && verdict.isNamed();
    }

    /** Whether a look may still change something: who it is, or, after a while, what the visitor looks like. */
    boolean wantsLook(Instant at, Duration again) {
        if (!isNamed() || ballots.isEmpty()) {
            return true;
        }
        Instant lastLook = ballots.get(ballots.size() - 1).origin().getCapturedAt();
        return !lastLook.plus(again).isAfter(at);
    }

    /** Whether there has been something to judge by for so long. */
    boolean isJudgedFor(Duration time, Instant at) {
        return judged > 0 && !firstJudged.plus(time).isAfter(at);
    }

    /** Whether the visitor was seen in that very frame, or one after it: another face there is another person's. */
    boolean isSeenIn(Origin frame) {
        return lastEpoch == frame.getEpoch() && lastSequence >= frame.getSequence();
    }

    /** How much a face looks like the visitor; empty if that cannot be said, or if it is not enough for one person. */
    Optional<Float> resemblance(MatchedFace look) {
        if (likeness == null || !likeness.space().equals(look.contract().space())) {
            return Optional.empty();
        }
        float cosine = Vectors.dot(likeness.unit(), 0, look.unit());
        return cosine >= look.contract().threshold() ? Optional.of(cosine) : Optional.empty();
    }

    void add(VisitSighting sighting, RecogniseSettings settings) {
        if (!has(sighting.track())) {
            append(tracks, sighting.track(), MOST_TRACKS);
        }
        lastSeen = sighting.at().isAfter(lastSeen) ? sighting.at() : lastSeen;
        lastEpoch = sighting.origin().getEpoch();
        lastSequence = sighting.origin().getSequence();
        append(recent, sighting.origin(), settings.arriveSightings());
        sightings++;
        sighting.look().ifPresent(look -> {
            firstJudged = judged == 0 ? sighting.at() : firstJudged;
            append(ballots, look.ballot(), settings.window());
            if (likeness == null || likeness.space().equals(look.contract().space())) {
                likeness = new Likeness(look.contract().space(), look.unit());
            }
            judged++;
        });
    }

    /** The next event of the visit, with what was last said of who the visitor is. */
    IdentityEvent tell(EventKind kind, String camera, Instant at, List<Origin> evidence) {
        IdentityEvent.Builder event = IdentityEvent.newBuilder()
                .setId(id + "/" + kind + "/" + events)
                .setVisit(id)
                .setKind(kind)
                .setOrdinal(events)
                .setCamera(camera)
                .setAt(at)
                .setSightings(sightings)
                .setFirstSeen(firstSeen)
                .setLastSeen(lastSeen)
                .setEvidence(List.copyOf(evidence));
        if (verdict != null) {
            event.setSubject(verdict.subject())
                    .setScore(verdict.score())
                    .setRunnerUp(verdict.runnerUp())
                    .setThreshold(verdict.threshold())
                    .setFalseMatchRate(verdict.falseMatchRate())
                    .setVotes(verdict.votes())
                    .setModel(verdict.model());
        }
        events++;
        return event.build();
    }

    /** The next event of the visit, which says who the visitor is. */
    IdentityEvent tell(EventKind kind, String camera, Instant at, Finding finding) {
        verdict = finding.verdict();
        return tell(kind, camera, at, finding.evidence());
    }

    private static <T> void append(List<T> list, T element, int most) {
        list.add(element);
        if (list.size() > most) {
            list.remove(0);
        }
    }

    /**
     * What the visitor looks like: the last judged face of the space that the visit was first judged in. It stays that
     * one: where the route goes to and fro, a likeness that went with it would miss half of the new tracks.
     *
     * @param space id of the contract whose sphere the face is on
     */
    private record Likeness(String space, float[] unit) {}
}
