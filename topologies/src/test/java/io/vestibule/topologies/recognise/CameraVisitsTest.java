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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Frames are 200 ms apart: frame 5 is one second after frame 0. */
class CameraVisitsTest {

    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");
    private static final RecogniseSettings SETTINGS = RecogniseSettings.defaults();

    private final DecisionThresholds thresholds = new DecisionThresholds(
            Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(BETA)), SETTINGS);
    private final VoteCounter voteCounter = new VoteCounter(thresholds, SETTINGS);
    private final TemplateIndex gallery = new TemplateIndex(TestPeople.DIMENSION);
    private final List<IdentityEvent> events = new ArrayList<>();
    private CameraVisits visits = new CameraVisits("door", voteCounter, SETTINGS);
    private boolean restoreAfterEachFrame;

    @BeforeEach
    void enrolTwoResidents() {
        gallery.put("ada", List.of(face(ADA, 1)), Long.MAX_VALUE);
        gallery.put("bob", List.of(face(BOB, 1)), Long.MAX_VALUE);
    }

    @Nested
    class Arrival {

        @Test
        void shouldSendNothingWhenFaceWasSeenOnce() {
            // Given
            see(0, "t", face(ADA, 0.8));

            // When
            advanceTo(50);

            // Then
            assertThat(events).isEmpty();
            assertThat(visits.nextChange()).isEmpty();
        }

        @Test
        void shouldSendArrivedWhenFaceIsSeenTheSecondTime() {
            // Given
            see(0, "t", face(ADA, 0.8));

            // When
            see(1, "t", face(ADA, 0.8));

            // Then
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
        void shouldSendArrivedWhenFacesAreNotEmbedded() {
            // Given
            seeUnclear(0, "t");

            // When
            seeUnclear(1, "t");

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldCountSightingOnceWhenItIsRepeated() {
            // Given
            see(0, "t", face(ADA, 0.8));

            // When
            see(0, "t", face(ADA, 0.8));

            // Then
            assertThat(events).isEmpty();
        }
    }

    @Nested
    class Identification {

        @Test
        void shouldIdentifySubjectWhenThreeSightingsVoteForIt() {
            // Given
            see(0, "t", face(ADA, 0.7));
            see(1, "t", face(ADA, 0.8));

            // When
            see(2, "t", face(ADA, 0.6));

            // Then
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
        void shouldNotIdentifySubjectWhenScoreIsBelowThreshold() {
            // When
            seeFrom(0, 20, "t", face(ADA, 0.48));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldNotIdentifySubjectWhenAnotherIsEquallyNear() {
            // When
            seeFrom(0, 20, "t", between(ADA, BOB));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldNotIdentifySubjectWhenMostSightingsDoNotVoteForIt() {
            // When
            for (int frame = 0; frame < 24; frame++) {
                see(frame, "t", frame % 3 == 0 ? face(ADA, 0.8) : face(STRANGER, 0.8));
            }

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldNotIdentifySubjectWhenVotesAreOfDifferentModels() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            see(2, "t", face(ADA, 0.8), BETA);
            see(3, "t", face(ADA, 0.8), BETA);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldIdentifySubjectByTheVotesOfTheNewestModel() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));
            see(2, "t", face(ADA, 0.8), BETA);
            see(3, "t", face(ADA, 0.8), BETA);

            // When
            see(4, "t", face(ADA, 0.8), BETA);

            // Then
            IdentityEvent identified = only(EventKind.IDENTIFIED);
            assertThat(identified.getModel()).isEqualTo(BETA.id());
            assertThat(identified.getThreshold()).isCloseTo(0.575f, within(1e-5f));
            assertThat(identified.getEvidence()).containsExactly(origin(2), origin(3), origin(4));
        }

        @Test
        void shouldNotIdentifySubjectWhenConsentHasEnded() {
            // Given
            gallery.put("ada", List.of(face(ADA, 1)), 0);

            // When
            seeFrom(0, 20, "t", face(ADA, 0.9));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldSendEachKindOnceWhenVisitIsLong() {
            // Given
            seeFrom(0, 600, "t", face(ADA, 0.8));

            // When
            advanceTo(700);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(events).extracting(IdentityEvent::getOrdinal).containsExactly(0, 1, 2);
        }
    }

    @Nested
    class Unknown {

        @Test
        void shouldNotSendUnknownWhenEmbeddedForLessThanFiveSeconds() {
            // When
            seeFrom(0, 25, "t", face(STRANGER, 0.9));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldSendUnknownWhenEmbeddedForFiveSeconds() {
            // Given
            seeFrom(0, 25, "t", face(STRANGER, 0.9));

            // When
            see(25, "t", face(STRANGER, 0.9));

            // Then
            IdentityEvent unknown = only(EventKind.UNKNOWN);
            assertThat(unknown.getAt()).isEqualTo(at(25));
            assertThat(unknown.getSubject()).isNull();
            assertThat(unknown.getScore()).isCloseTo(0f, within(1e-5f));
            assertThat(unknown.getThreshold()).isCloseTo(0.49f, within(1e-5f));
            assertThat(unknown.getVotes()).isZero();
            assertThat(unknown.getEvidence()).hasSize(SETTINGS.window()).endsWith(origin(25));
        }

        @Test
        void shouldSendUnknownWithoutScoreWhenNobodyIsEnrolled() {
            // Given
            gallery.clear();

            // When
            seeFrom(0, 26, "t", face(ADA, 0.9));

            // Then
            IdentityEvent unknown = only(EventKind.UNKNOWN);
            assertThat(unknown.getScore()).isNull();
            assertThat(unknown.getRunnerUp()).isNull();
        }

        @Test
        void shouldSendUnknownAtTheEndWhenVisitIsShort() {
            // Given
            seeFrom(0, 4, "t", face(STRANGER, 0.9));

            // When
            advanceTo(18);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.DEPARTED);
            assertThat(only(EventKind.UNKNOWN).getAt()).isEqualTo(at(3));
        }

        @Test
        void shouldNotSendUnknownWhenTooFewSightingsWereEmbedded() {
            // Given
            seeFrom(0, 2, "t", face(STRANGER, 0.9));
            for (int frame = 2; frame < 40; frame++) {
                seeUnclear(frame, "t");
            }

            // When
            advanceTo(60);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.DEPARTED);
        }

        @Test
        void shouldIdentifyResidentAfterUnknownWhenSunglassesComeOff() {
            // Given
            seeFrom(0, 30, "t", face(ADA, 0.3));

            // When
            seeFrom(30, 36, "t", face(ADA, 0.8));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.IDENTIFIED);
        }

        @Test
        void shouldNeverSendUnknownAfterIdentified() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));
            seeFrom(3, 60, "t", face(STRANGER, 0.8));

            // When
            advanceTo(80);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(only(EventKind.DEPARTED).getSubject()).isEqualTo("ada");
        }
    }

    @Nested
    class Departure {

        @Test
        void shouldNotSendDepartedBeforeTheAbsenceTimeout() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));

            // When
            advanceTo(16);

            // Then
            assertThat(kinds()).doesNotContain(EventKind.DEPARTED);
        }

        @Test
        void shouldSendDepartedWhenVisitorWasNotSeenForThreeSeconds() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));

            // When
            advanceTo(17);

            // Then
            IdentityEvent departed = only(EventKind.DEPARTED);
            assertThat(departed.getId()).isEqualTo("t@0/DEPARTED/2");
            assertThat(departed.getAt()).isEqualTo(at(2));
            assertThat(departed.getLastSeen()).isEqualTo(at(2));
            assertThat(departed.getSubject()).isEqualTo("ada");
            assertThat(departed.getVotes()).isEqualTo(3);
            assertThat(departed.getEvidence()).containsExactly(origin(1), origin(2));
        }

        @Test
        void shouldSendDepartedBeforeNextArrivedWhenAnotherVisitorComesLater() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            seeFrom(30, 32, "u", face(ADA, 0.8));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.DEPARTED, EventKind.ARRIVED);
        }

        @Test
        void shouldEndAllVisitsOfASilentCamera() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));

            // When
            events.addAll(visits.endAll());

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(visits.hasOpenVisits()).isFalse();
        }
    }

    @Nested
    class ClockPutBack {

        @Test
        void shouldEndVisitsAndCoolDownsThatAreAhead() {
            // Given
            seeFrom(1000, 1003, "t", face(ADA, 0.8));

            // When
            advanceTo(0);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(visits.nextChange()).as("no cool-down in the future").isEmpty();
        }

        @Test
        void shouldKeepVisitsWhenTimeIsBehindByLessThanTheAbsenceTimeout() {
            // Given
            seeFrom(1000, 1003, "t", face(ADA, 0.8));

            // When
            advanceTo(988);

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        }

        @Test
        void shouldStartNewVisitWhenAFaceHasAnEarlierTime() {
            // Given
            seeFrom(1000, 1003, "t", face(ADA, 0.8));

            // When
            seeFrom(0, 3, "u", face(ADA, 0.8));

            // Then
            assertThat(kinds())
                    .containsExactly(
                            EventKind.ARRIVED,
                            EventKind.IDENTIFIED,
                            EventKind.DEPARTED,
                            EventKind.ARRIVED,
                            EventKind.IDENTIFIED);
        }
    }

    @Nested
    class Assignment {

        @Test
        void shouldContinueVisitWhenNewTrackIsSimilar() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            seeFrom(4, 6, "u", face(ADA, 0.7));

            // Then
            assertThat(kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
            assertThat(only(EventKind.IDENTIFIED).getVisit()).isEqualTo("t@0");
            assertThat(only(EventKind.IDENTIFIED).getSightings()).isEqualTo(3);
        }

        @Test
        void shouldStartVisitWhenNewTrackIsNotSimilar() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.95));

            // When
            seeFrom(4, 6, "u", face(BOB, 0.95));

            // Then
            assertThat(events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
        }

        @Test
        void shouldStartVisitWhenNewTrackWasNotEmbedded() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            seeUnclear(4, "u");
            seeUnclear(5, "u");

            // Then
            assertThat(events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
        }

        @Test
        void shouldStartVisitWhenNewTrackWasEmbeddedByAnotherModel() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            see(4, "u", face(ADA, 0.8), BETA);
            see(5, "u", face(ADA, 0.8), BETA);

            // Then
            assertThat(events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
        }

        @Test
        void shouldContinueVisitWhenRouteChangedToAnotherModelAndBack() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));
            see(2, "t", face(ADA, 0.8), BETA);

            // When
            seeFrom(4, 6, "u", face(ADA, 0.8));

            // Then
            assertThat(events).extracting(IdentityEvent::getVisit).containsOnly("t@0");
        }

        @Test
        void shouldKeepTwoVisitsWhenTwoSimilarFacesAreInOneFrame() {
            // When
            for (int frame = 0; frame < 3; frame++) {
                see(frame, "t", face(ADA, 0.9));
                see(frame, "u", face(ADA, 0.9));
            }

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.ARRIVED)
                    .extracting(IdentityEvent::getVisit)
                    .containsExactly("t@0", "u@0");
        }

        @Test
        void shouldJoinTheMostSimilarVisitWhenSeveralAreSimilar() {
            // Given
            for (int frame = 0; frame < 2; frame++) {
                see(frame, "t", face(ADA, 0.6));
                see(frame, "u", face(BOB, 0.6));
            }

            // When
            seeFrom(2, 4, "v", face(BOB, 0.7)); // cosine 0.57 to t, 0.99 to u

            // Then
            assertThat(only(EventKind.IDENTIFIED).getVisit()).isEqualTo("u@0");
        }

        @Test
        void shouldGiveNewVisitAnotherIdWhenItsTrackOutlivedThePreviousVisit() {
            // Given
            seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            seeFrom(30, 32, "t", face(ADA, 0.8));

            // Then
            assertThat(events).extracting(IdentityEvent::getId).doesNotHaveDuplicates();
            assertThat(events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "t@0", "t@30");
        }
    }

    @Nested
    class CoolDown {

        @Test
        void shouldNotIdentifySubjectAgainDuringTheCoolDown() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));
            seeFrom(25, 50, "u", face(ADA, 0.8));

            // When
            advanceTo(70);

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getVisit().equals("u@25"))
                    .extracting(IdentityEvent::getKind)
                    .containsExactly(EventKind.ARRIVED, EventKind.DEPARTED);
            assertThat(events.get(events.size() - 1).getSubject()).isNull();
        }

        @Test
        void shouldIdentifySubjectAgainWhenStillPresentAfterTheCoolDown() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8)); // last seen in frame 2, so the cool-down ends with frame 52

            // When
            seeFrom(25, 60, "u", face(ADA, 0.8));

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getAt)
                    .containsExactly(at(2), at(52));
        }

        @Test
        void shouldEndTheCoolDownAfterTenSeconds() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));

            // When
            advanceTo(55);

            // Then
            assertThat(visits.nextChange()).isEmpty();
        }

        @Test
        void shouldIdentifySubjectAgainWhenReturningLater() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));
            advanceTo(55);

            // When
            seeFrom(60, 63, "u", face(ADA, 0.8));

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .hasSize(2);
        }

        @Test
        void shouldIdentifyAnotherSubjectDuringTheCoolDown() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.95));

            // When
            seeFrom(3, 6, "u", face(BOB, 0.95));

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getSubject)
                    .containsExactly("ada", "bob");
        }

        @Test
        void shouldIdentifySubjectOnceWhenItHasTwoVisitsAtOnce() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));

            // When
            for (int frame = 3; frame < 200; frame++) {
                see(frame, "t", face(ADA, 0.8));
                see(frame, "u", face(ADA, 0.8));
            }

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .hasSize(1);
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.UNKNOWN)
                    .isEmpty();
        }

        @Test
        void shouldContinueTheCoolDownWhenASilentCameraContinuesWhereItStopped() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));
            events.addAll(visits.endAll());

            // When
            seeFrom(3, 30, "t", face(ADA, 0.8));

            // Then
            assertThat(kinds())
                    .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
        }

        @Test
        void shouldEndTheCoolDownOfASilentCameraInCameraTime() {
            // Given
            seeFrom(0, 3, "t", face(ADA, 0.8));
            events.addAll(visits.endAll());

            // When
            advanceTo(60);

            // Then
            assertThat(visits.nextChange()).isEmpty();
        }
    }

    @Nested
    class State {

        @Test
        void shouldSendTheSameEventsWhenStateIsRestoredAfterEachFrame() {
            // Given
            List<IdentityEvent> uninterrupted = playScript();
            visits = new CameraVisits("door", voteCounter, SETTINGS);
            events.clear();
            restoreAfterEachFrame = true;

            // When
            List<IdentityEvent> restored = playScript();

            // Then
            assertThat(restored).isEqualTo(uninterrupted);
            assertThat(uninterrupted).extracting(IdentityEvent::getKind).contains(EventKind.values());
        }

        private List<IdentityEvent> playScript() {
            seeFrom(0, 30, "t", face(ADA, 0.3));
            seeFrom(30, 40, "t", face(ADA, 0.8));
            seeFrom(41, 44, "u", face(BOB, 0.95));
            seeFrom(45, 50, "v", face(BOB, 0.9));
            seeUnclear(70, "w");
            seeUnclear(71, "w");
            advanceTo(80);
            seeFrom(81, 90, "x", face(BOB, 0.95));
            advanceTo(200);
            return List.copyOf(events);
        }
    }

    private void seeFrom(int frame, int end, String track, float[] unit) {
        for (int i = frame; i < end; i++) {
            see(i, track, unit);
        }
    }

    private void see(int frame, String track, float[] unit) {
        see(frame, track, unit, ALPHA);
    }

    private void see(int frame, String track, float[] unit, EmbeddingContract contract) {
        DecisionThreshold threshold = thresholds.ofContract(contract.id()).orElseThrow();
        long second = at(frame).getEpochSecond();
        Vote vote = threshold.vote(gallery.current().match(unit, second), origin(frame));
        add(new VisitSighting(track, origin(frame), Optional.of(new MatchedFace(contract, unit, vote))));
    }

    private void seeUnclear(int frame, String track) {
        add(new VisitSighting(track, origin(frame), Optional.empty()));
    }

    private void add(VisitSighting sighting) {
        events.addAll(visits.add(sighting));
        if (restoreAfterEachFrame) {
            visits = CameraVisits.fromState("door", visits.toState(), voteCounter, SETTINGS);
        }
    }

    private void advanceTo(int frame) {
        events.addAll(visits.advanceTo(at(frame)));
    }

    private List<EventKind> kinds() {
        return events.stream().map(IdentityEvent::getKind).toList();
    }

    private IdentityEvent only(EventKind kind) {
        List<IdentityEvent> found =
                events.stream().filter(event -> event.getKind() == kind).toList();
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
