package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.BOB;
import static io.vestibule.topologies.recognise.TestPeople.STRANGER;
import static io.vestibule.topologies.recognise.TestPeople.between;
import static io.vestibule.topologies.recognise.TestPeople.face;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A person takes the place of another on the same track. Frames are 200 ms apart. An identified visitor is looked at once a second:
 * Ada, who is identified in frame 3, in frames 8, 13 and 18.
 */
class ReplacedVisitorTest {

    private static final float[] ADAS_FACE = face(ADA, 0.95);
    private static final float[] BOBS_FACE = face(BOB, 0.95);
    private static final float[] STRANGERS_FACE = face(STRANGER, 0.95);
    private static final float[] OTHER_STRANGERS_FACE = face(TestPeople.OTHER_STRANGER, 0.95);

    private final VisitsDriver door = VisitsDriver.replaying();

    @Test
    void shouldEndTheVisitAsOfItsLastLookWhenAStrangerTakesThePlaceOfAResident() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        door.seeFrom(10, 60, "t", STRANGERS_FACE);

        // Then
        IdentityEvent departed = door.only(EventKind.DEPARTED);
        assertThat(departed.getVisit()).isEqualTo("t@0");
        assertThat(departed.getSubject()).isEqualTo("ada");
        assertThat(departed.getAt()).isEqualTo(door.at(8));
        assertThat(departed.getLastSeen()).isEqualTo(door.at(8));
        assertThat(departed.getSightings()).isEqualTo(9);
        assertThat(departed.getEvidence()).containsExactly(door.origin(7), door.origin(8));
    }

    @Test
    void shouldBeginAVisitOfTheStrangerWithBothLooks() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        door.seeFrom(10, 60, "t", STRANGERS_FACE);

        // Then
        assertThat(door.events)
                .extracting(IdentityEvent::getVisit, IdentityEvent::getKind, IdentityEvent::getAt)
                .containsExactly(
                        tuple("t@0", EventKind.ARRIVED, door.at(1)),
                        tuple("t@0", EventKind.IDENTIFIED, door.at(3)),
                        tuple("t@0", EventKind.DEPARTED, door.at(8)),
                        tuple("t@13", EventKind.ARRIVED, door.at(14)),
                        tuple("t@13", EventKind.UNKNOWN, door.at(38)));
        assertThat(door.events.get(3).getEvidence()).containsExactly(door.origin(13), door.origin(14));
    }

    @Test
    void shouldIdentifyTheResidentWhoTakesThePlaceOfAnother() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        door.seeFrom(10, 30, "t", BOBS_FACE);

        // Then
        assertThat(door.of(EventKind.IDENTIFIED))
                .extracting(IdentityEvent::getSubject, IdentityEvent::getAt)
                .containsExactly(tuple("ada", door.at(3)), tuple("bob", door.at(16)));
    }

    @Test
    void shouldEndTheVisitWhenAStrangerTakesThePlaceAfterAGap() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        door.seeFrom(18, 30, "t", STRANGERS_FACE); // 1.8 s later

        // Then
        assertThat(door.only(EventKind.DEPARTED).getLastSeen()).isEqualTo(door.at(8));
        assertThat(door.events).last().extracting(IdentityEvent::getVisit).isEqualTo("t@18");
    }

    @Test
    void shouldSeparateTwoStrangersWhoFollowEachOther() {
        // Given
        door.seeFrom(0, 30, "t", STRANGERS_FACE);

        // When
        door.seeFrom(30, 60, "t", OTHER_STRANGERS_FACE);

        // Then
        assertThat(door.of(EventKind.UNKNOWN))
                .extracting(IdentityEvent::getVisit)
                .containsExactly("t@0", "t@30");
        assertThat(door.only(EventKind.DEPARTED).getLastSeen()).isEqualTo(door.at(29));
    }

    @Test
    void shouldIdentifyAResidentWhoTakesThePlaceOfAStranger() {
        // Given
        door.seeFrom(0, 10, "t", STRANGERS_FACE);

        // When
        door.seeFrom(10, 20, "t", ADAS_FACE);

        // Then
        assertThat(door.events)
                .extracting(IdentityEvent::getVisit, IdentityEvent::getKind)
                .containsExactly(
                        tuple("t@0", EventKind.ARRIVED),
                        tuple("t@0", EventKind.UNKNOWN),
                        tuple("t@0", EventKind.DEPARTED),
                        tuple("t@10", EventKind.ARRIVED),
                        tuple("t@10", EventKind.IDENTIFIED));
    }

    @Test
    void shouldBeginTwoVisitsWhenTwoVisitorsChangePlaces() {
        // Given
        for (int frame = 0; frame < 10; frame++) {
            door.see(frame, "t", ADAS_FACE);
            door.see(frame, "u", STRANGERS_FACE);
        }

        // When
        for (int frame = 10; frame < 70; frame++) {
            door.see(frame, "t", STRANGERS_FACE);
            door.see(frame, "u", ADAS_FACE);
        }

        // Then
        assertThat(door.of(EventKind.DEPARTED))
                .extracting(IdentityEvent::getVisit)
                .containsExactlyInAnyOrder("t@0", "u@0");
        assertThat(door.of(EventKind.UNKNOWN))
                .extracting(IdentityEvent::getVisit)
                .contains("t@13");
        assertThat(door.of(EventKind.IDENTIFIED))
                .extracting(IdentityEvent::getVisit)
                .as("after the cool-down, because Ada did not leave")
                .containsExactly("t@0", "u@10");
    }

    @Test
    void shouldChangeNothingWhenOneLookContradictsAndTheNextMatches() {
        // Given
        door.seeFrom(0, 13, "t", ADAS_FACE);
        door.see(13, "t", STRANGERS_FACE);

        // When
        door.seeFrom(14, 20, "t", ADAS_FACE);
        door.advanceTo(50);

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(door.only(EventKind.DEPARTED).getSightings()).isEqualTo(20);
        assertThat(door.only(EventKind.DEPARTED).getLastSeen()).isEqualTo(door.at(19));
    }

    @Test
    void shouldLookAgainAtTheNextSightingAfterAContradiction() {
        // Given
        door.seeFrom(0, 13, "t", ADAS_FACE);

        // When
        door.see(13, "t", STRANGERS_FACE);

        // Then
        assertThat(door.visits().needsLook("t", door.at(14))).isTrue();
    }

    @Test
    void shouldNotFollowTheAppearanceOfAFaceThatContradicts() {
        // Given
        door.seeFrom(0, 13, "t", ADAS_FACE);
        door.see(13, "t", STRANGERS_FACE);

        // When
        door.see(14, "u", STRANGERS_FACE);
        door.see(15, "u", STRANGERS_FACE);

        // Then
        assertThat(door.events).last().extracting(IdentityEvent::getVisit).isEqualTo("u@14");
    }

    @Test
    void shouldKeepTheVisitWhenTheAppearanceChangesSlowly() {
        // Given
        float[] halfway = between(STRANGER, TestPeople.OTHER_STRANGER);

        // When
        door.seeFrom(0, 5, "t", STRANGERS_FACE);
        door.seeFrom(5, 10, "t", halfway);
        door.seeFrom(10, 15, "t", OTHER_STRANGERS_FACE);

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldKeepTheVisitWhenALookIsNotSimilarButVotesForItsSubject() {
        // Given
        door.gallery.put("ada", List.of(ADAS_FACE, face(STRANGER, 0.7)), Long.MAX_VALUE);
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        door.seeFrom(10, 30, "t", face(STRANGER, 0.7));

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldKeepTheVisitOfATwinWhenLooksVoteForTheOther() {
        // Given
        door.similar.addAll(List.of("ada", "bob"));
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        door.seeFrom(10, 30, "t", BOBS_FACE);

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldNameOnlyTheResidentsFramesWhenTheNewcomerLeavesAfterOneLook() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);
        door.see(13, "t", STRANGERS_FACE);

        // When
        door.advanceTo(40);

        // Then
        IdentityEvent departed = door.only(EventKind.DEPARTED);
        assertThat(departed.getSubject()).isEqualTo("ada");
        assertThat(departed.getLastSeen()).isEqualTo(door.at(8));
        assertThat(departed.getEvidence()).containsExactly(door.origin(7), door.origin(8));
        assertThat(door.events).extracting(IdentityEvent::getVisit).containsOnly("t@0");
    }

    @Test
    void shouldBeginAVisitOfTheNewcomerWhoHidesTheFaceAfterOneLook() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);
        door.see(13, "t", STRANGERS_FACE);

        // When
        for (int frame = 14; frame < 40; frame++) {
            door.seeUnclear(frame, "t");
        }

        // Then
        assertThat(door.only(EventKind.DEPARTED).getLastSeen()).isEqualTo(door.at(8));
        assertThat(door.events)
                .last()
                .extracting(IdentityEvent::getVisit, IdentityEvent::getKind)
                .containsExactly("t@13", EventKind.ARRIVED);
    }

    @Test
    void shouldContinueTheVisitOfAResidentWhoStepsAsideForAStranger() {
        // Given
        door.seeFrom(0, 10, "t", ADAS_FACE);

        // When
        for (int frame = 10; frame < 40; frame++) {
            door.see(frame, "u", ADAS_FACE);
            door.see(frame, "t", STRANGERS_FACE);
        }

        // Then
        assertThat(door.of(EventKind.DEPARTED)).isEmpty();
        assertThat(door.of(EventKind.ARRIVED))
                .extracting(IdentityEvent::getVisit)
                .containsExactly("t@0", "t@10");
    }

    @Test
    void shouldSendTheSameEventsWhenStateIsRestoredAfterEachFrame() {
        // Given
        VisitsDriver restored = VisitsDriver.restoredAfterEachFrame();
        playReplacements(door);

        // When
        playReplacements(restored);

        // Then
        assertThat(restored.events).isEqualTo(door.events).hasSizeGreaterThan(8);
    }

    private static void playReplacements(VisitsDriver camera) {
        camera.seeFrom(0, 13, "t", ADAS_FACE);
        camera.see(13, "t", STRANGERS_FACE);
        camera.seeFrom(14, 20, "t", ADAS_FACE);
        camera.seeFrom(20, 40, "t", STRANGERS_FACE);
        camera.seeFrom(40, 60, "t", BOBS_FACE);
        camera.see(63, "t", STRANGERS_FACE);
        camera.advanceTo(100);
    }
}
