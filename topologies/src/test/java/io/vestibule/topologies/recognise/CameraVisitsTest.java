package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;
import static io.vestibule.topologies.recognise.TestPeople.BOB;
import static io.vestibule.topologies.recognise.TestPeople.STRANGER;
import static io.vestibule.topologies.recognise.TestPeople.between;
import static io.vestibule.topologies.recognise.TestPeople.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Frames are 200 ms apart: frame 5 is one second after frame 0. */
class CameraVisitsTest {

    private static final RecogniseSettings SETTINGS = RecogniseSettings.defaults();

    private final VisitsDriver door = VisitsDriver.replaying();

    @Nested
    class Arrival {

        @Test
        void shouldSendNothingWhenFaceWasSeenOnce() {
            // Given
            door.see(0, "t", face(ADA, 0.8));

            // When
            door.advanceTo(50);

            // Then
            assertThat(door.events).isEmpty();
            assertThat(door.visits().nextChange()).isEmpty();
        }

        @Test
        void shouldSendArrivedWhenFaceIsSeenTheSecondTime() {
            // Given
            door.see(0, "t", face(ADA, 0.8));

            // When
            door.see(1, "t", face(ADA, 0.8));

            // Then
            IdentityEvent arrived = door.only(EventKind.ARRIVED);
            assertThat(arrived.getId()).isEqualTo("t@0/ARRIVED/0");
            assertThat(arrived.getVisit()).isEqualTo("t@0");
            assertThat(arrived.getOrdinal()).isZero();
            assertThat(arrived.getCamera()).isEqualTo("door");
            assertThat(arrived.getAt()).isEqualTo(door.at(1));
            assertThat(arrived.getFirstSeen()).isEqualTo(door.at(0));
            assertThat(arrived.getLastSeen()).isEqualTo(door.at(1));
            assertThat(arrived.getSightings()).isEqualTo(2);
            assertThat(arrived.getEvidence()).containsExactly(door.origin(0), door.origin(1));
            assertThat(arrived.getSubject()).isNull();
            assertThat(arrived.getScore()).isNull();
            assertThat(arrived.getThreshold()).isNull();
            assertThat(arrived.getModel()).isNull();
        }

        @Test
        void shouldSendArrivedWhenFacesAreNotEmbedded() {
            // Given
            door.seeUnclear(0, "t");

            // When
            door.seeUnclear(1, "t");

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldCountSightingOnceWhenItIsRepeated() {
            // Given
            door.see(0, "t", face(ADA, 0.8));

            // When
            door.see(0, "t", face(ADA, 0.8));

            // Then
            assertThat(door.events).isEmpty();
        }
    }

    @Nested
    class Identification {

        @Test
        void shouldIdentifySubjectWhenSightingsOverSixHundredMillisecondsVoteForIt() {
            // Given
            door.see(0, "t", face(ADA, 0.7));
            door.seeFrom(1, 3, "t", face(ADA, 0.8));

            // When
            door.see(3, "t", face(ADA, 0.6));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
            IdentityEvent identified = door.only(EventKind.IDENTIFIED);
            assertThat(identified.getId()).isEqualTo("t@0/IDENTIFIED/1");
            assertThat(identified.getSubject()).isEqualTo("ada");
            assertThat(identified.getScore()).isCloseTo(0.8f, within(1e-5f));
            assertThat(identified.getRunnerUp()).isCloseTo(0f, within(1e-5f));
            assertThat(identified.getThreshold()).isCloseTo(0.49f, within(1e-5f));
            assertThat(identified.getFalseMatchRate()).isEqualTo(1e-4);
            assertThat(identified.getVotes()).isEqualTo(4);
            assertThat(identified.getModel()).isEqualTo(ALPHA.id());
            assertThat(identified.getAt()).isEqualTo(door.at(3));
            assertThat(identified.getEmittedAt()).isEqualTo(door.at(3));
            assertThat(identified.getEvidence())
                    .containsExactly(door.origin(0), door.origin(1), door.origin(2), door.origin(3));
        }

        @Test
        void shouldNotIdentifySubjectByManyFramesOfAnInstant() {
            // Given
            VisitsDriver fast = VisitsDriver.withFrameEvery(Duration.ofMillis(40));

            // When
            fast.seeFrom(0, 15, "t", face(ADA, 0.8)); // 0.56 s

            // Then
            assertThat(fast.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldIdentifySubjectByFewLooksAtAFastCamera() {
            // Given
            VisitsDriver fast = VisitsDriver.withFrameEvery(Duration.ofMillis(40));

            // When
            fast.seeFrom(0, 25, "t", face(ADA, 0.8));

            // Then
            assertThat(fast.only(EventKind.IDENTIFIED).getEvidence())
                    .containsExactly(fast.origin(0), fast.origin(5), fast.origin(10), fast.origin(15));
        }

        @Test
        void shouldIdentifySubjectByThreeLooksAtASlowCamera() {
            // Given
            VisitsDriver slow = VisitsDriver.withFrameEvery(Duration.ofMillis(500));

            // When
            slow.seeFrom(0, 5, "t", face(ADA, 0.8));

            // Then
            assertThat(slow.only(EventKind.IDENTIFIED).getEvidence())
                    .containsExactly(slow.origin(0), slow.origin(1), slow.origin(2));
        }

        @Test
        void shouldNotIdentifySubjectWhenScoreIsBelowThreshold() {
            // When
            door.seeFrom(0, 20, "t", face(ADA, 0.48));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldNotIdentifySubjectWhenAnotherIsEquallyNear() {
            // When
            door.seeFrom(0, 20, "t", between(ADA, BOB));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldNotIdentifySubjectWhenMostSightingsDoNotVoteForIt() {
            // When
            for (int frame = 0; frame < 24; frame++) {
                door.see(frame, "t", frame % 3 == 0 ? face(ADA, 0.8) : face(ADA, 0.4));
            }

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldNotIdentifySubjectWhenVotesAreOfDifferentModels() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            door.see(2, "t", face(ADA, 0.8), BETA);
            door.see(3, "t", face(ADA, 0.8), BETA);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldIdentifySubjectByTheVotesOfTheNewestModel() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));
            door.see(2, "t", face(ADA, 0.8), BETA);
            door.see(3, "t", face(ADA, 0.8), BETA);
            door.see(4, "t", face(ADA, 0.8), BETA);

            // When
            door.see(5, "t", face(ADA, 0.8), BETA);

            // Then
            IdentityEvent identified = door.only(EventKind.IDENTIFIED);
            assertThat(identified.getModel()).isEqualTo(BETA.id());
            assertThat(identified.getThreshold()).isCloseTo(0.575f, within(1e-5f));
            assertThat(identified.getEvidence())
                    .containsExactly(door.origin(2), door.origin(3), door.origin(4), door.origin(5));
        }

        @Test
        void shouldNotIdentifySubjectWhenConsentHasEnded() {
            // Given
            door.gallery.put("ada", List.of(face(ADA, 1)), 0);

            // When
            door.seeFrom(0, 20, "t", face(ADA, 0.9));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldSendEachKindOnceWhenVisitIsLong() {
            // Given
            door.seeFrom(0, 600, "t", face(ADA, 0.8));

            // When
            door.advanceTo(700);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(door.events).extracting(IdentityEvent::getOrdinal).containsExactly(0, 1, 2);
        }
    }

    @Nested
    class Unknown {

        @Test
        void shouldNotSendUnknownWhenEmbeddedForLessThanFiveSeconds() {
            // When
            door.seeFrom(0, 25, "t", face(STRANGER, 0.9));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldSendUnknownWhenEmbeddedForFiveSeconds() {
            // Given
            door.seeFrom(0, 25, "t", face(STRANGER, 0.9));

            // When
            door.see(25, "t", face(STRANGER, 0.9));

            // Then
            IdentityEvent unknown = door.only(EventKind.UNKNOWN);
            assertThat(unknown.getAt()).isEqualTo(door.at(25));
            assertThat(unknown.getSubject()).isNull();
            assertThat(unknown.getScore()).isCloseTo(0f, within(1e-5f));
            assertThat(unknown.getThreshold()).isCloseTo(0.49f, within(1e-5f));
            assertThat(unknown.getVotes()).isZero();
            assertThat(unknown.getEvidence()).hasSize(SETTINGS.window()).endsWith(door.origin(25));
        }

        @Test
        void shouldSendUnknownWithoutScoreWhenNobodyIsEnrolled() {
            // Given
            door.gallery.clear();

            // When
            door.seeFrom(0, 26, "t", face(ADA, 0.9));

            // Then
            IdentityEvent unknown = door.only(EventKind.UNKNOWN);
            assertThat(unknown.getScore()).isNull();
            assertThat(unknown.getRunnerUp()).isNull();
        }

        @Test
        void shouldSendUnknownAtTheEndWhenVisitIsShort() {
            // Given
            door.seeFrom(0, 4, "t", face(STRANGER, 0.9));

            // When
            door.advanceTo(18);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.DEPARTED);
            assertThat(door.only(EventKind.UNKNOWN).getAt()).isEqualTo(door.at(3));
        }

        @Test
        void shouldNotSendUnknownWhenTooFewSightingsWereEmbedded() {
            // Given
            door.seeFrom(0, 2, "t", face(STRANGER, 0.9));
            for (int frame = 2; frame < 40; frame++) {
                door.seeUnclear(frame, "t");
            }

            // When
            door.advanceTo(60);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.DEPARTED);
        }

        @Test
        void shouldIdentifyResidentAfterUnknownWhenSunglassesComeOff() {
            // Given
            door.seeFrom(0, 30, "t", face(ADA, 0.3));

            // When
            door.seeFrom(30, 36, "t", face(ADA, 0.8));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.IDENTIFIED);
        }

        @Test
        void shouldNeverSendUnknownAfterIdentified() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.seeFrom(4, 60, "t", face(ADA, 0.4));

            // When
            door.advanceTo(80);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(door.only(EventKind.DEPARTED).getSubject()).isEqualTo("ada");
        }
    }

    @Nested
    class Departure {

        @Test
        void shouldNotSendDepartedBeforeTheAbsenceTimeout() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));

            // When
            door.advanceTo(16);

            // Then
            assertThat(door.kinds()).doesNotContain(EventKind.DEPARTED);
        }

        @Test
        void shouldSendDepartedWhenVisitorWasNotSeenForThreeSeconds() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));

            // When
            door.advanceTo(18);

            // Then
            IdentityEvent departed = door.only(EventKind.DEPARTED);
            assertThat(departed.getId()).isEqualTo("t@0/DEPARTED/2");
            assertThat(departed.getAt()).isEqualTo(door.at(3));
            assertThat(departed.getLastSeen()).isEqualTo(door.at(3));
            assertThat(departed.getSubject()).isEqualTo("ada");
            assertThat(departed.getVotes()).isEqualTo(4);
            assertThat(departed.getEvidence()).containsExactly(door.origin(2), door.origin(3));
        }

        @Test
        void shouldSendDepartedBeforeNextArrivedWhenAnotherVisitorComesLater() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            door.seeFrom(30, 32, "u", face(ADA, 0.8));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.DEPARTED, EventKind.ARRIVED);
        }

        @Test
        void shouldEndAllVisitsOfASilentCamera() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));

            // When
            door.endAll();

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(door.visits().hasOpenVisits()).isFalse();
        }
    }

    @Nested
    class ClockPutBack {

        @Test
        void shouldEndVisitsAndCoolDownsThatAreAhead() {
            // Given
            door.seeFrom(1000, 1004, "t", face(ADA, 0.8));

            // When
            door.advanceTo(0);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(door.visits().nextChange())
                    .as("no cool-down in the future")
                    .isEmpty();
        }

        @Test
        void shouldKeepVisitsWhenTimeIsBehindByLessThanTheAbsenceTimeout() {
            // Given
            door.seeFrom(1000, 1004, "t", face(ADA, 0.8));

            // When
            door.advanceTo(988);

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        }

        @Test
        void shouldStartNewVisitWhenAFaceHasAnEarlierTime() {
            // Given
            door.seeFrom(1000, 1004, "t", face(ADA, 0.8));

            // When
            door.seeFrom(0, 4, "u", face(ADA, 0.8));

            // Then
            assertThat(door.kinds())
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
            door.seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            door.seeFrom(4, 6, "u", face(ADA, 0.7));

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
            assertThat(door.only(EventKind.IDENTIFIED).getVisit()).isEqualTo("t@0");
            assertThat(door.only(EventKind.IDENTIFIED).getSightings()).isEqualTo(3);
        }

        @Test
        void shouldStartVisitWhenNewTrackIsNotSimilar() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.95));

            // When
            door.seeFrom(4, 6, "u", face(BOB, 0.95));

            // Then
            assertThat(door.events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
        }

        @Test
        void shouldStartVisitWhenNewTrackWasNotEmbedded() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            door.seeUnclear(4, "u");
            door.seeUnclear(5, "u");

            // Then
            assertThat(door.events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
        }

        @Test
        void shouldStartVisitWhenNewTrackWasEmbeddedByAnotherModel() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            door.see(4, "u", face(ADA, 0.8), BETA);
            door.see(5, "u", face(ADA, 0.8), BETA);

            // Then
            assertThat(door.events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "u@4");
        }

        @Test
        void shouldContinueVisitWhenRouteChangedToAnotherModelAndBack() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));
            door.see(2, "t", face(ADA, 0.8), BETA);

            // When
            door.seeFrom(4, 6, "u", face(ADA, 0.8));

            // Then
            assertThat(door.events).extracting(IdentityEvent::getVisit).containsOnly("t@0");
        }

        @Test
        void shouldKeepTwoVisitsWhenTwoSimilarFacesAreInOneFrame() {
            // When
            for (int frame = 0; frame < 3; frame++) {
                door.see(frame, "t", face(ADA, 0.9));
                door.see(frame, "u", face(ADA, 0.9));
            }

            // Then
            assertThat(door.events)
                    .filteredOn(event -> event.getKind() == EventKind.ARRIVED)
                    .extracting(IdentityEvent::getVisit)
                    .containsExactly("t@0", "u@0");
        }

        @Test
        void shouldJoinTheMostSimilarVisitWhenSeveralAreSimilar() {
            // Given
            for (int frame = 0; frame < 2; frame++) {
                door.see(frame, "t", face(ADA, 0.6));
                door.see(frame, "u", face(BOB, 0.6));
            }

            // When
            door.seeFrom(2, 4, "v", face(BOB, 0.7)); // cosine 0.57 to t, 0.99 to u

            // Then
            assertThat(door.only(EventKind.IDENTIFIED).getVisit()).isEqualTo("u@0");
        }

        @Test
        void shouldGiveNewVisitAnotherIdWhenItsTrackOutlivedThePreviousVisit() {
            // Given
            door.seeFrom(0, 2, "t", face(ADA, 0.8));

            // When
            door.seeFrom(30, 32, "t", face(ADA, 0.8));

            // Then
            assertThat(door.events).extracting(IdentityEvent::getId).doesNotHaveDuplicates();
            assertThat(door.events).extracting(IdentityEvent::getVisit).containsExactly("t@0", "t@0", "t@30");
        }
    }

    @Nested
    class CoolDown {

        @Test
        void shouldNotIdentifySubjectAgainDuringTheCoolDown() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.seeFrom(25, 50, "u", face(ADA, 0.8));

            // When
            door.advanceTo(70);

            // Then
            assertThat(door.events)
                    .filteredOn(event -> event.getVisit().equals("u@25"))
                    .extracting(IdentityEvent::getKind)
                    .containsExactly(EventKind.ARRIVED, EventKind.DEPARTED);
            assertThat(door.events.get(door.events.size() - 1).getSubject()).isNull();
        }

        @Test
        void shouldIdentifySubjectAgainWhenStillPresentAfterTheCoolDown() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8)); // last seen in frame 3, so the cool-down ends with frame 53

            // When
            door.seeFrom(25, 60, "u", face(ADA, 0.8));

            // Then
            assertThat(door.events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getAt)
                    .containsExactly(door.at(3), door.at(53));
        }

        @Test
        void shouldEndTheCoolDownAfterTenSeconds() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));

            // When
            door.advanceTo(55);

            // Then
            assertThat(door.visits().nextChange()).isEmpty();
        }

        @Test
        void shouldIdentifySubjectAgainWhenReturningLater() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.advanceTo(55);

            // When
            door.seeFrom(60, 64, "u", face(ADA, 0.8));

            // Then
            assertThat(door.events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .hasSize(2);
        }

        @Test
        void shouldIdentifyAnotherSubjectDuringTheCoolDown() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.95));

            // When
            door.seeFrom(4, 8, "u", face(BOB, 0.95));

            // Then
            assertThat(door.events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getSubject)
                    .containsExactly("ada", "bob");
        }

        @Test
        void shouldIdentifySubjectOnceWhenItHasTwoVisitsAtOnce() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));

            // When
            for (int frame = 4; frame < 200; frame++) {
                door.see(frame, "t", face(ADA, 0.8));
                door.see(frame, "u", face(ADA, 0.8));
            }

            // Then
            assertThat(door.events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .hasSize(1);
            assertThat(door.events)
                    .filteredOn(event -> event.getKind() == EventKind.UNKNOWN)
                    .isEmpty();
        }

        @Test
        void shouldContinueTheCoolDownWhenASilentCameraContinuesWhereItStopped() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.endAll();

            // When
            door.seeFrom(4, 30, "t", face(ADA, 0.8));

            // Then
            assertThat(door.kinds())
                    .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
        }

        @Test
        void shouldEndTheCoolDownOfASilentCameraInCameraTime() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.endAll();

            // When
            door.advanceTo(60);

            // Then
            assertThat(door.visits().nextChange()).isEmpty();
        }
    }

    @Nested
    class Erasure {

        @Test
        void shouldNotNameAnErasedSubjectAtTheEnd() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.erased.add("ada");

            // When
            door.advanceTo(20);

            // Then
            IdentityEvent departed = door.only(EventKind.DEPARTED);
            assertThat(departed.getSubject()).isNull();
            assertThat(departed.getScore()).isNull();
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        }

        @Test
        void shouldNotIdentifyASubjectThatWasErasedBeforeTheLastVote() {
            // Given
            door.seeFrom(0, 3, "t", face(ADA, 0.8));
            door.erased.add("ada");

            // When
            door.seeFrom(3, 6, "t", face(ADA, 0.8)); // the gallery of this test still matches

            // Then
            assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldForgetAnErasedSubjectInTheStoredState() {
            // Given
            door.seeFrom(0, 10, "t", face(ADA, 0.8));
            door.erased.add("ada");
            door.gallery.remove("ada");

            // When
            door.see(10, "t", face(ADA, 0.8));
            door.save();

            // Then
            assertThat(door.storedVisits.get("t@0").toString()).doesNotContain("ada");
        }

        @Test
        void shouldEndTheCoolDownOfAnErasedSubject() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.8));
            door.advanceTo(20);
            door.erased.add("ada");

            // When
            door.advanceTo(21);
            door.save();

            // Then
            assertThat(door.storedCoolDowns).isEmpty();
        }
    }

    @Nested
    class Bounds {

        @Test
        void shouldEndTheVisitThatWasSeenLongestAgoWhenThereAreTooMany() {
            // Given
            door.seeFrom(0, 2, "first", face(STRANGER, 0.9));
            door.seeFrom(2, 4, "second", face(BOB, 0.9));
            seeCrowd(5, SETTINGS.limits().openVisits() - 2);

            // When
            door.seeUnclear(6, "newcomer");

            // Then
            assertThat(door.only(EventKind.DEPARTED).getVisit()).isEqualTo("first@0");
            assertThat(door.exceeded).containsExactly(LimitKind.OPEN_VISITS);
        }

        @Test
        void shouldKeepTheVisitOfAnIdentifiedVisitorWhenThereAreTooMany() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.9));

            // When
            seeCrowd(5, 500);
            door.seeFrom(6, 10, "t", face(ADA, 0.9));

            // Then
            assertThat(door.of(EventKind.DEPARTED)).isEmpty();
            assertThat(door.exceeded).hasSize(500 - SETTINGS.limits().openVisits() + 1);
        }

        @Test
        void shouldKeepAVisitWithManySightingsWhenACrowdIsInEachFrame() {
            // When
            for (int frame = 0; frame < 5; frame++) {
                door.see(frame, "t", face(ADA, 0.9));
                seeCrowd(frame, SETTINGS.limits().openVisits() + 10);
            }

            // Then
            assertThat(door.only(EventKind.IDENTIFIED).getVisit()).isEqualTo("t@0");
        }

        @Test
        void shouldEndTheOldestCoolDownWhenThereAreTooMany() {
            // Given
            CoolDowns coolDowns = new CoolDowns(2, Map.of("ada", door.at(1), "bob", door.at(0)));

            // When
            int ended = coolDowns.start("eve", door.at(2));

            // Then
            assertThat(ended).isOne();
            assertThat(coolDowns.lastSightings()).containsExactlyInAnyOrder(door.at(1), door.at(2));
        }

        private void seeCrowd(int frame, int faces) {
            for (int i = 0; i < faces; i++) {
                door.seeUnclear(frame, "crowd" + i);
            }
        }
    }

    @Nested
    class State {

        @Test
        void shouldSendTheSameEventsWhenStateIsRestoredAfterEachFrame() {
            // Given
            playScript(door);
            VisitsDriver restored = VisitsDriver.restoredAfterEachFrame();

            // When
            playScript(restored);

            // Then
            assertThat(restored.events).isEqualTo(door.events);
            assertThat(door.kinds())
                    .contains(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.UNKNOWN, EventKind.DEPARTED);
        }

        @Test
        void shouldStoreEachVisitAndCoolDownAsARecordOfItsOwn() {
            // Given
            door.seeFrom(0, 4, "t", face(ADA, 0.95));
            door.advanceTo(20);
            door.see(21, "u", face(BOB, 0.95));
            door.see(21, "v", face(STRANGER, 0.95));

            // When
            door.save();

            // Then
            assertThat(door.storedVisits).containsOnlyKeys("u@21", "v@21");
            assertThat(door.storedCoolDowns).containsExactly(entry("ada", door.at(3)));
        }

        @Test
        void shouldWriteOnlyWhatChanged() {
            // Given
            door.see(0, "t", face(ADA, 0.95));
            door.see(0, "u", face(BOB, 0.95));
            door.save();
            door.storedVisits.clear();

            // When
            door.see(1, "u", face(BOB, 0.95));
            door.save();

            // Then
            assertThat(door.storedVisits).containsOnlyKeys("u@0");
        }

        private void playScript(VisitsDriver camera) {
            camera.seeFrom(0, 30, "t", face(ADA, 0.3));
            camera.seeFrom(30, 40, "t", face(ADA, 0.8));
            camera.seeFrom(41, 44, "u", face(BOB, 0.95));
            camera.seeFrom(45, 50, "v", face(BOB, 0.9));
            camera.seeUnclear(70, "w");
            camera.seeUnclear(71, "w");
            camera.advanceTo(80);
            camera.seeFrom(81, 90, "x", face(BOB, 0.95));
            camera.seeFrom(90, 110, "x", face(STRANGER, 0.95));
            camera.seeFrom(110, 111, "x", face(ADA, 0.95));
            camera.seeFrom(111, 120, "x", face(STRANGER, 0.95));
            camera.advanceTo(200);
        }
    }
}
