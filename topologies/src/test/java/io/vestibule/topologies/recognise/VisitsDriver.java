package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;
import static io.vestibule.topologies.recognise.TestPeople.BOB;
import static io.vestibule.topologies.recognise.TestPeople.face;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.state.VisitState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The visits of one camera, with a gallery of two residents, Ada and Bob. A face is embedded when the visits need it. */
final class VisitsDriver {

    static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    final TemplateIndex gallery = new TemplateIndex(TestPeople.DIMENSION);
    final List<IdentityEvent> events = new ArrayList<>();
    final List<LimitKind> exceeded = new ArrayList<>();
    final Set<String> erased = new HashSet<>();

    /** Subjects that were enrolled with permission although they resemble each other. */
    final Set<String> similar = new HashSet<>();

    /** Visit to its stored state. */
    final Map<String, VisitState> storedVisits = new TreeMap<>();

    /** Subject to its stored last sighting. */
    final Map<String, Instant> storedCoolDowns = new TreeMap<>();

    private final RecogniseSettings settings;
    private final Duration frame;
    private final boolean restoreAfterEachFrame;
    private final DecisionThresholds thresholds;
    private final VoteCounter voteCounter;
    private CameraVisits visits;

    /** How far the wall clock is ahead of the newest frame. */
    private Duration delay = Duration.ZERO;

    private VisitsDriver(RecogniseSettings settings, Duration frame, boolean restoreAfterEachFrame) {
        this.settings = settings;
        this.frame = frame;
        this.restoreAfterEachFrame = restoreAfterEachFrame;
        thresholds = new DecisionThresholds(
                Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(BETA)), settings);
        voteCounter = new VoteCounter(thresholds, settings);
        gallery.put("ada", List.of(face(ADA, 1)), Long.MAX_VALUE);
        gallery.put("bob", List.of(face(BOB, 1)), Long.MAX_VALUE);
        visits = load();
    }

    /** Five frames a second, in replay mode. */
    static VisitsDriver replaying() {
        return of(RecogniseSettings.defaults().replaying());
    }

    static VisitsDriver of(RecogniseSettings settings) {
        return new VisitsDriver(settings, Duration.ofMillis(200), false);
    }

    static VisitsDriver withFrameEvery(Duration frame) {
        return new VisitsDriver(RecogniseSettings.defaults().replaying(), frame, false);
    }

    /** Writes the visits after each frame and reads them again, as an instance that takes over. */
    static VisitsDriver restoredAfterEachFrame() {
        return new VisitsDriver(RecogniseSettings.defaults().replaying(), Duration.ofMillis(200), true);
    }

    /** Sets how far the wall clock is ahead of the newest frame. */
    void delay(Duration time) {
        delay = time;
    }

    void seeFrom(int from, int end, String track, float[] unit) {
        for (int i = from; i < end; i++) {
            see(i, track, unit);
        }
    }

    void see(int number, String track, float[] unit) {
        see(number, track, unit, ALPHA);
    }

    void see(int number, String track, float[] unit, EmbeddingContract contract) {
        if (!visits.needsLook(track, at(number))) {
            seeUnclear(number, track);
            return;
        }
        DecisionThreshold threshold = thresholds.ofContract(contract.id()).orElseThrow();
        long second = at(number).getEpochSecond();
        Vote vote = threshold.vote(gallery.current().match(unit, second), origin(number));
        add(new VisitSighting(track, origin(number), Optional.of(new MatchedFace(contract, unit, vote))));
    }

    /** A face that is not embedded. */
    void seeUnclear(int number, String track) {
        add(new VisitSighting(track, origin(number), Optional.empty()));
    }

    void advanceTo(int number) {
        events.addAll(visits.advanceTo(at(number), at(number).plus(delay)));
    }

    void endAll() {
        events.addAll(visits.endAll(NOON));
    }

    CameraVisits visits() {
        return visits;
    }

    void save() {
        visits.save(new VisitStore() {
            @Override
            public void putVisit(String camera, String visit, @Nullable VisitState state) {
                put(storedVisits, visit, state);
            }

            @Override
            public void putCoolDown(String camera, String subject, @Nullable Instant lastSeen) {
                put(storedCoolDowns, subject, lastSeen);
            }
        });
    }

    List<EventKind> kinds() {
        return events.stream().map(IdentityEvent::getKind).toList();
    }

    /** The events of one kind. */
    List<IdentityEvent> of(EventKind kind) {
        return events.stream().filter(event -> event.getKind() == kind).toList();
    }

    IdentityEvent only(EventKind kind) {
        List<IdentityEvent> found = of(kind);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    Instant at(int number) {
        return NOON.plus(frame.multipliedBy(number));
    }

    Origin origin(int number) {
        return new Origin("frames", 0, 1000L + number, 1L, (long) number, at(number));
    }

    private void add(VisitSighting sighting) {
        events.addAll(visits.add(sighting, sighting.at().plus(delay)));
        if (restoreAfterEachFrame) {
            save();
            visits = load();
        }
    }

    private CameraVisits load() {
        return new CameraVisits(
                "door",
                storedVisits.values(),
                storedCoolDowns,
                voteCounter,
                settings,
                new EnrolledSubjects() {
                    @Override
                    public boolean isEnrolled(String subject) {
                        return !erased.contains(subject);
                    }

                    @Override
                    public boolean areSimilar(String one, String other) {
                        return similar.contains(one) && similar.contains(other);
                    }
                },
                exceeded::add);
    }

    private static <V> void put(Map<String, V> map, String key, @Nullable V value) {
        if (value == null) {
            map.remove(key);
        } else {
            map.put(key, value);
        }
    }
}
