package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;
import static io.vestibule.topologies.recognise.TestPeople.BOB;
import static io.vestibule.topologies.recognise.TestPeople.STRANGER;
import static io.vestibule.topologies.recognise.TestPeople.between;
import static io.vestibule.topologies.recognise.TestPeople.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.TemplateIndex;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Frames are 200 ms apart: frame 5 is one second after frame 0. */
class CameraVisitsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final RecogniseSettings SETTINGS = RecogniseSettings.defaults();

    private final DecisionThresholds bars = new DecisionThresholds(
            Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(BETA)), SETTINGS);
    private final VoteCounter jury = new VoteCounter(bars, SETTINGS);
    private final TemplateIndex gallery = new TemplateIndex(TestPeople.DIMENSION);
    private final List<IdentityEvent> told = new ArrayList<>();
    private CameraVisits visits = new CameraVisits("door", jury, SETTINGS);

    @BeforeEach
    void enrolTwoResidents() {
        gallery.put("ada", List.of(face(ADA, 1)), Long.MAX_VALUE);
        gallery.put("bob", List.of(face(BOB, 1)), Long.MAX_VALUE);
    }

    // Arriving

    @Test
    void shouldTellNothingOfVisitWhenFaceWasSeenOnce() {
        see(0, "t", face(ADA, 0.8));
        quietUntil(50);

        assertThat(told).isEmpty();
        assertThat(visits.nextChange()).isEmpty();
    }

    @Test
    void shouldTellArrivalWhenFaceIsSeenTheSecondTime() {
        see(0, "t", face(ADA, 0.8));
        see(1, "t", face(ADA, 0.8));

        IdentityEvent arrived = only(EventKind.ARRIVED);
        assertThat(arrived.getId()).isEqualTo("t@0/ARRIVED/0");
        assertThat(arrived.getVisit()).isEqualTo("t@0");
        assertThat(arrived.getOrdinal()).isZero();
        assertThat(arrived.getCamera()).isEqualTo("door");
        assertThat(arrived.getAt()).isEqualTo(at(1));
        assertThat(arrived.getFirstSeen()).isEqualTo(at(0));
        assertThat(arrived.getLastSeen()).isEqualTo(at(1));
        assertThat(arrived.getSightings()).isEqualTo(2);
        assertThat(arrived.getEvidence()).containsExactly(origin(0), origin(1));
        assertThat(arrived.getSubject()).isNull();
        assertThat(arrived.getScore()).isNull();
        assertThat(arrived.getThreshold()).isNull();
        assertThat(arrived.getModel()).isNull();
    }

    @Test
    void shouldTellArrivalWhenFacesAreTooUnclearToJudge() {
        seeUnclear(0, "t");
        seeUnclear(1, "t");

        assertThat(kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldCountSightingOnceWhenItIsRepeated() {
        see(0, "t", face(ADA, 0.8));
        see(0, "t", face(ADA, 0.8));

        assertThat(told).isEmpty();
    }

    // Naming

    @Test
    void shouldNameSubjectWhenThreeSightingsVoteForIt() {
        see(0, "t", face(ADA, 0.7));
        see(1, "t", face(ADA, 0.8));
        see(2, "t", face(ADA, 0.6));

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        IdentityEvent identified = only(EventKind.IDENTIFIED);
        assertThat(identified.getId()).isEqualTo("t@0/IDENTIFIED/1");
        assertThat(identified.getSubject()).isEqualTo("ada");
        assertThat(identified.getScore()).isCloseTo(0.8f, within(1e-5f));
        assertThat(identified.getRunnerUp()).isCloseTo(0f, within(1e-5f));
        assertThat(identified.getThreshold()).isCloseTo(0.49f, within(1e-5f));
        assertThat(identified.getFalseMatchRate()).isEqualTo(1e-4);
        assertThat(identified.getVotes()).isEqualTo(3);
        assertThat(identified.getModel()).isEqualTo(ALPHA.id());
        assertThat(identified.getAt()).isEqualTo(at(2));
        assertThat(identified.getEvidence()).containsExactly(origin(0), origin(1), origin(2));
    }

    @Test
    void shouldNotNameSubjectWhenScoreIsUnderThreshold() {
        for (int frame = 0; frame < 20; frame++) {
            see(frame, "t", face(ADA, 0.48));
        }

        assertThat(kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldNotNameSubjectWhenAnotherIsAsNear() {
        for (int frame = 0; frame < 20; frame++) {
            see(frame, "t", between(ADA, BOB));
        }

        assertThat(kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldNotNameSubjectWhenMostSightingsDoNotVoteForIt() {
        for (int frame = 0; frame < 24; frame++) {
            see(frame, "t", frame % 3 == 0 ? face(ADA, 0.8) : face(STRANGER, 0.8));
        }

        assertThat(kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldNotNameSubjectWhenVotesAreOfDifferentModels() {
        see(0, "t", face(ADA, 0.8));
        see(1, "t", face(ADA, 0.8));
        see(2, "t", face(ADA, 0.8), BETA);
        see(3, "t", face(ADA, 0.8), BETA);
        assertThat(kinds()).containsExactly(EventKind.ARRIVED);

        see(4, "t", face(ADA, 0.8), BETA);

        IdentityEvent identified = only(EventKind.IDENTIFIED);
        assertThat(identified.getModel()).isEqualTo(BETA.id());
        assertThat(identified.getThreshold()).isCloseTo(0.575f, within(1e-5f));
        assertThat(identified.getEvidence()).containsExactly(origin(2), origin(3), origin(4));
    }

    @Test
    void shouldNotNameSubjectWhenConsentIsOver() {
        gallery.put("ada", List.of(face(ADA, 1)), 0);

        seeFrom(0, 20, "t", face(ADA, 0.9));

        assertThat(kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldTellEachKindOnceWhenVisitorStaysLong() {
        seeFrom(0, 600, "t", face(ADA, 0.8));
        quietUntil(700);

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(told).extracting(IdentityEvent::getOrdinal).containsExactly(0, 1, 2);
    }

    // Not knowing

    @Test
    void shouldCallVisitorUnknownWhenJudgedForFiveSeconds() {
        seeFrom(0, 25, "t", face(STRANGER, 0.9));
        assertThat(kinds()).containsExactly(EventKind.ARRIVED);

        see(25, "t", face(STRANGER, 0.9));

        IdentityEvent unknown = only(EventKind.UNKNOWN);
        assertThat(unknown.getAt()).isEqualTo(at(25));
        assertThat(unknown.getSubject()).isNull();
        assertThat(unknown.getScore()).isCloseTo(0f, within(1e-5f));
        assertThat(unknown.getThreshold()).isCloseTo(0.49f, within(1e-5f));
        assertThat(unknown.getVotes()).isZero();
        assertThat(unknown.getEvidence()).hasSize(SETTINGS.window()).endsWith(origin(25));
    }

    @Test
    void shouldCallVisitorUnknownWithoutScoreWhenNobodyIsEnrolled() {
        gallery.clear();

        seeFrom(0, 26, "t", face(ADA, 0.9));

        IdentityEvent unknown = only(EventKind.UNKNOWN);
        assertThat(unknown.getScore()).isNull();
        assertThat(unknown.getRunnerUp()).isNull();
    }

    @Test
    void shouldCallVisitorUnknownAtTheEndWhenVisitIsShort() {
        seeFrom(0, 4, "t", face(STRANGER, 0.9));
        quietUntil(18);

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.DEPARTED);
        assertThat(only(EventKind.UNKNOWN).getAt()).isEqualTo(at(3));
    }

    @Test
    void shouldNotCallVisitorUnknownWhenThereWasTooLittleToJudgeBy() {
        see(0, "t", face(STRANGER, 0.9));
        see(1, "t", face(STRANGER, 0.9));
        for (int frame = 2; frame < 40; frame++) {
            seeUnclear(frame, "t");
        }
        quietUntil(60);

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.DEPARTED);
    }

    @Test
    void shouldNameResidentWhenSunglassesComeOffAfterBeingCalledUnknown() {
        seeFrom(0, 30, "t", face(ADA, 0.3));
        seeFrom(30, 36, "t", face(ADA, 0.8));

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.IDENTIFIED);
    }

    @Test
    void shouldNeverCallVisitorUnknownWhenNamedBefore() {
        seeFrom(0, 3, "t", face(ADA, 0.8));
        seeFrom(3, 60, "t", face(STRANGER, 0.8));
        quietUntil(80);

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(only(EventKind.DEPARTED).getSubject()).isEqualTo("ada");
    }

    // Departing

    @Test
    void shouldTellDepartureWhenVisitorIsOutOfSightForThreeSeconds() {
        seeFrom(0, 3, "t", face(ADA, 0.8));

        quietUntil(16);
        assertThat(kinds()).doesNotContain(EventKind.DEPARTED);
        quietUntil(17);

        IdentityEvent departed = only(EventKind.DEPARTED);
        assertThat(departed.getId()).isEqualTo("t@0/DEPARTED/2");
        assertThat(departed.getAt()).isEqualTo(at(2));
        assertThat(departed.getLastSeen()).isEqualTo(at(2));
        assertThat(departed.getSubject()).isEqualTo("ada");
        assertThat(departed.getVotes()).isEqualTo(3);
        assertThat(departed.getEvidence()).containsExactly(origin(1), origin(2));
    }

    @Test
    void shouldTellDepartureBeforeNextArrivalWhenAnotherVisitorComesLater() {
        seeFrom(0, 2, "t", face(ADA, 0.8));
        seeFrom(30, 32, "u", face(ADA, 0.8));

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.DEPARTED, EventKind.ARRIVED);
    }

    @Test
    void shouldKnowWhichFacesAreYetToBeSeen() {
        assertThat(visits.hasSeen(9)).as("nobody is there to wait for").isTrue();

        see(0, "t", face(ADA, 0.8));
        see(1, "t", face(ADA, 0.8)); // its second face

        assertThat(visits.hasSeen(2)).isTrue();
        assertThat(visits.hasSeen(3)).isFalse();
    }

    @Test
    void shouldEndVisitsWhenCameraIsGivenUp() {
        seeFrom(0, 3, "t", face(ADA, 0.8));

        told.addAll(visits.abandon());

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(visits.isAnybodyThere()).isFalse();
    }

    @Test
    void shouldNotNameSubjectAgainWhenCameraThatWasGivenUpGoesOnWhereItStopped() {
        seeFrom(0, 3, "t", face(ADA, 0.8));
        told.addAll(visits.abandon());

        seeFrom(3, 30, "t", face(ADA, 0.8));

        assertThat(kinds())
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
        quietUntil(60);
        assertThat(visits.nextChange())
                .as("the cool-down ends in the camera's time")
                .isEmpty();
    }

    @Test
    void shouldEndVisitsWhenStatusSaysThatTheClockWasPutBack() {
        seeFrom(1000, 1003, "t", face(ADA, 0.8));

        told.addAll(visits.hear(at(0), 3));

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(visits.nextChange())
                .as("no cool-down in a future that is no more")
                .isEmpty();
    }

    @Test
    void shouldKeepVisitsWhenStatusIsOnlyLate() {
        seeFrom(1000, 1003, "t", face(ADA, 0.8));

        told.addAll(visits.hear(at(0), 2)); // the camera has sent a face since

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldEndVisitsWhenClockOfCameraIsPutBack() {
        seeFrom(1000, 1003, "t", face(ADA, 0.8));
        see(0, "u", face(ADA, 0.8));
        seeFrom(1, 3, "u", face(ADA, 0.8));

        assertThat(kinds())
                .containsExactly(
                        EventKind.ARRIVED,
                        EventKind.IDENTIFIED,
                        EventKind.DEPARTED,
                        EventKind.ARRIVED,
                        EventKind.IDENTIFIED);
    }

    // Whose sighting it is

    @Test
    void shouldGoOnWithVisitWhenNewTrackResemblesIt() {
        seeFrom(0, 2, "t", face(ADA, 0.8));
        seeFrom(4, 6, "u", face(ADA, 0.7));

        assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        assertThat(only(EventKind.IDENTIFIED).getVisit()).isEqualTo("t@0");
        assertThat(only(EventKind.IDENTIFIED).getSightings()).isEqualTo(3);
    }

    @Test
    void shouldBeginVisitWhenNewTrackLooksUnlike() {
        seeFrom(0, 2, "t", face(ADA, 0.95));
        seeFrom(4, 6, "u", face(BOB, 0.95));

        assertThat(told).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
    }

    @Test
    void shouldBeginVisitWhenNewTrackIsTooUnclearToCompare() {
        seeFrom(0, 2, "t", face(ADA, 0.8));
        seeUnclear(4, "u");
        seeUnclear(5, "u");

        assertThat(told).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
    }

    @Test
    void shouldBeginVisitWhenNewTrackWasSeenByAnotherModel() {
        seeFrom(0, 2, "t", face(ADA, 0.8));
        see(4, "u", face(ADA, 0.8), BETA);
        see(5, "u", face(ADA, 0.8), BETA);

        assertThat(told).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
    }

    @Test
    void shouldGoOnWithVisitWhenTheRouteWentToAnotherModelAndBack() {
        see(0, "t", face(ADA, 0.8));
        see(1, "t", face(ADA, 0.8));
        see(2, "t", face(ADA, 0.8), BETA);
        see(4, "u", face(ADA, 0.8));
        see(5, "u", face(ADA, 0.8));

        assertThat(told).extracting(IdentityEvent::getVisit).containsOnly("t@0");
    }

    @Test
    void shouldKeepTwoVisitsWhenTwoAlikeFacesAreInOneFrame() {
        for (int frame = 0; frame < 3; frame++) {
            see(frame, "t", face(ADA, 0.9));
            see(frame, "u", face(ADA, 0.9));
        }

        assertThat(told)
                .filteredOn(event -> event.getKind() == EventKind.ARRIVED)
                .extracting(IdentityEvent::getVisit)
                .containsExactly("t@0", "u@0");
    }

    @Test
    void shouldJoinTheVisitThatIsMostAlikeWhenSeveralAre() {
        see(0, "t", face(ADA, 0.6));
        see(0, "u", face(BOB, 0.6));
        see(1, "t", face(ADA, 0.6));
        see(1, "u", face(BOB, 0.6));

        see(2, "v", face(BOB, 0.7)); // 0.57 like t, 0.99 like u
        see(3, "v", face(BOB, 0.7));

        assertThat(only(EventKind.IDENTIFIED).getVisit()).isEqualTo("u@0");
    }

    @Test
    void shouldGiveVisitAnotherNameWhenItsTrackOutlivedTheVisitBefore() {
        seeFrom(0, 2, "t", face(ADA, 0.8));
        seeFrom(30, 32, "t", face(ADA, 0.8));

        assertThat(told).extracting(IdentityEvent::getId).doesNotHaveDuplicates();
        assertThat(told).extracting(IdentityEvent::getVisit).containsExactly("t@0", "t@0", "t@30");
    }

    // Cooling down

    @Test
    void shouldNotNameSubjectAgainWhenItWasSeenWithinTheCoolDown() {
        seeFrom(0, 3, "t", face(ADA, 0.8));
        seeFrom(25, 50, "u", face(ADA, 0.8));
        quietUntil(70);

        assertThat(told)
                .filteredOn(event -> event.getVisit().equals("u@25"))
                .extracting(IdentityEvent::getKind)
                .containsExactly(EventKind.ARRIVED, EventKind.DEPARTED);
        assertThat(told.get(told.size() - 1).getSubject()).isNull();
    }

    @Test
    void shouldNameSubjectAgainWhenItIsStillThereAfterTheCoolDown() {
        seeFrom(0, 3, "t", face(ADA, 0.8)); // last seen in frame 2, cool from frame 52 on
        seeFrom(25, 60, "u", face(ADA, 0.8));

        assertThat(told)
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .extracting(IdentityEvent::getAt)
                .containsExactly(at(2), at(52));
    }

    @Test
    void shouldNameSubjectAgainWhenItComesBackLater() {
        seeFrom(0, 3, "t", face(ADA, 0.8));
        quietUntil(55);
        assertThat(visits.nextChange()).isEmpty();
        seeFrom(60, 63, "u", face(ADA, 0.8));

        assertThat(told)
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .hasSize(2);
    }

    @Test
    void shouldNameAnotherSubjectWhenOneIsCoolingDown() {
        seeFrom(0, 3, "t", face(ADA, 0.95));
        seeFrom(3, 6, "u", face(BOB, 0.95));

        assertThat(told)
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .extracting(IdentityEvent::getSubject)
                .containsExactly("ada", "bob");
    }

    @Test
    void shouldNotNameSubjectTwiceWhenItHasTwoVisitsAtOnce() {
        seeFrom(0, 3, "t", face(ADA, 0.8));
        for (int frame = 3; frame < 200; frame++) {
            see(frame, "t", face(ADA, 0.8));
            see(frame, "u", face(ADA, 0.8));
        }

        assertThat(told)
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .hasSize(1);
        assertThat(told)
                .filteredOn(event -> event.getKind() == EventKind.UNKNOWN)
                .isEmpty();
    }

    // Remembering

    @Test
    void shouldTellTheSameWhenRememberedAndRecalledAfterEveryFrame() {
        List<IdentityEvent> straight = script();
        visits = new CameraVisits("door", jury, SETTINGS);
        told.clear();
        recallEachTime = true;

        List<IdentityEvent> interrupted = script();

        assertThat(interrupted).isEqualTo(straight);
        assertThat(straight).extracting(IdentityEvent::getKind).contains(EventKind.values());
    }

    private List<IdentityEvent> script() {
        seeFrom(0, 30, "t", face(ADA, 0.3));
        seeFrom(30, 40, "t", face(ADA, 0.8));
        seeFrom(41, 44, "u", face(BOB, 0.95));
        seeFrom(45, 50, "v", face(BOB, 0.9));
        seeUnclear(70, "w");
        seeUnclear(71, "w");
        quietUntil(80);
        seeFrom(81, 90, "x", face(BOB, 0.95));
        quietUntil(200);
        return List.copyOf(told);
    }

    private boolean recallEachTime;
    private long number;

    private void seeFrom(int frame, int end, String track, float[] unit) {
        for (int i = frame; i < end; i++) {
            see(i, track, unit);
        }
    }

    private void see(int frame, String track, float[] unit) {
        see(frame, track, unit, ALPHA);
    }

    private void see(int frame, String track, float[] unit, EmbeddingContract contract) {
        DecisionThreshold bar = bars.ofContract(contract.id()).orElseThrow();
        long moment = at(frame).getEpochSecond();
        Vote ballot = bar.judge(gallery.current().match(unit, moment), origin(frame));
        see(new VisitSighting(++number, track, origin(frame), Optional.of(new MatchedFace(contract, unit, ballot))));
    }

    private void seeUnclear(int frame, String track) {
        see(new VisitSighting(++number, track, origin(frame), Optional.empty()));
    }

    private void see(VisitSighting sighting) {
        told.addAll(visits.see(sighting));
        if (recallEachTime) {
            visits = CameraVisits.of("door", visits.memory(), jury, SETTINGS);
        }
    }

    private void quietUntil(int frame) {
        told.addAll(visits.until(at(frame)));
    }

    private List<EventKind> kinds() {
        return told.stream().map(IdentityEvent::getKind).toList();
    }

    private IdentityEvent only(EventKind kind) {
        List<IdentityEvent> found =
                told.stream().filter(event -> event.getKind() == kind).toList();
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static Instant at(int frame) {
        return NOON.plus(Duration.ofMillis(200).multipliedBy(frame));
    }

    private static Origin origin(int frame) {
        return new Origin("frames", 0, 1000L + frame, 1L, (long) frame, at(frame));
    }
}
