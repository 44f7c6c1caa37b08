package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.face;
import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Live mode. Frames are 200 ms apart, and votes may be ten seconds old. */
class LateIdentificationTest {

    private static final Duration LATE = Duration.ofSeconds(41);

    private final VisitsDriver door = VisitsDriver.of(RecogniseSettings.defaults());

    @Test
    void shouldIdentifyWhenTheVotesAreRecent() {
        // Given
        door.delay(Duration.ofSeconds(9));

        // When
        door.seeFrom(0, 4, "t", face(ADA, 0.8));

        // Then
        IdentityEvent identified = door.only(EventKind.IDENTIFIED);
        assertThat(identified.getAt()).isEqualTo(door.at(3));
        assertThat(identified.getEmittedAt()).isEqualTo(door.at(3).plusSeconds(9));
    }

    @Test
    void shouldIdentifyLateWhenTheVotesAreOld() {
        // Given
        door.delay(LATE);

        // When
        door.seeFrom(0, 40, "t", face(ADA, 0.8));

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED_LATE);
        IdentityEvent late = door.only(EventKind.IDENTIFIED_LATE);
        assertThat(late.getSubject()).isEqualTo("ada");
        assertThat(late.getEmittedAt()).isEqualTo(late.getAt().plus(LATE));
    }

    @Test
    void shouldIdentifyByRecentVotesWhenTheVisitorIsStillThereAfterTheBacklog() {
        // Given
        door.delay(LATE);
        door.seeFrom(0, 10, "t", face(ADA, 0.8));
        door.delay(Duration.ZERO);

        // When
        door.seeFrom(10, 20, "t", face(ADA, 0.8));

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED_LATE, EventKind.IDENTIFIED);
        assertThat(door.only(EventKind.IDENTIFIED).getEmittedAt())
                .isEqualTo(door.only(EventKind.IDENTIFIED).getAt());
    }

    @Test
    void shouldNotIdentifyByOneRecentVoteAfterOldOnes() {
        // Given
        door.delay(LATE);
        door.seeFrom(0, 10, "t", face(ADA, 0.8));
        door.delay(Duration.ofSeconds(10).minusMillis(1)); // the votes before are older than ten seconds

        // When
        door.see(10, "t", face(ADA, 0.8));

        // Then
        assertThat(door.of(EventKind.IDENTIFIED)).isEmpty();
    }

    @Test
    void shouldIdentifyInTheNextVisitAfterALateIdentification() {
        // Given
        door.delay(LATE);
        door.seeFrom(0, 10, "t", face(ADA, 0.8));
        door.delay(Duration.ZERO);

        // When
        door.seeFrom(30, 40, "u", face(ADA, 0.8));

        // Then
        assertThat(door.only(EventKind.IDENTIFIED).getVisit()).isEqualTo("u@30");
    }

    @Test
    void shouldNeverSendUnknownAfterALateIdentification() {
        // Given
        door.delay(LATE);
        door.seeFrom(0, 10, "t", face(ADA, 0.8));

        // When
        door.seeFrom(10, 60, "t", face(ADA, 0.4));
        door.advanceTo(80);

        // Then
        assertThat(door.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED_LATE, EventKind.DEPARTED);
        assertThat(door.only(EventKind.DEPARTED).getSubject()).isEqualTo("ada");
    }

    @Test
    void shouldJudgeNothingAsLateInReplay() {
        // Given
        VisitsDriver replaying = VisitsDriver.replaying();
        replaying.delay(Duration.ofDays(300));

        // When
        replaying.seeFrom(0, 4, "t", face(ADA, 0.8));
        replaying.advanceTo(20);

        // Then
        assertThat(replaying.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(replaying.events)
                .allSatisfy(event -> assertThat(event.getEmittedAt()).isEqualTo(event.getAt()));
    }
}
