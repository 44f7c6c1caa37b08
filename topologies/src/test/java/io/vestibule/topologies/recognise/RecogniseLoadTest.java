package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.RecogniseDriver.CAMERA;
import static io.vestibule.topologies.recognise.RecogniseDriver.NOON;
import static io.vestibule.topologies.recognise.RecogniseDriver.at;
import static io.vestibule.topologies.recognise.RecogniseDriver.origin;
import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Quality;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Load and lateness in live mode. The wall clock starts at noon, frame 0. Frames are 200 ms apart. */
class RecogniseLoadTest {

    /** Far under the largest record that a producer accepts. */
    private static final int LARGEST_RECORD = 32 * 1024;

    @TempDir
    private Path folder;

    private RecogniseDriver recognise;

    @BeforeEach
    void open() {
        recognise = RecogniseDriver.live(folder);
        recognise.enrol("ada", ALPHA, ADA);
    }

    @AfterEach
    void close() {
        recognise.close();
    }

    @Test
    void shouldStoreOnlySmallRecordsWhenACameraHasThousandsOfTracks() {
        // When
        for (int i = 0; i < 3000; i++) {
            recognise.see(recognise.face(0, "t".repeat(240) + i, STRANGER).build());
        }

        // Then
        assertThat(recognise.writes()).isNotEmpty().allSatisfy(size -> assertThat(size)
                .isLessThan(LARGEST_RECORD));
        assertThat(recognise.store().visits(CAMERA)).hasSize(64);
        assertThat(recognise.exceeded).filteredOn(LimitKind.OPEN_VISITS::equals).hasSize(3000 - 64);
        assertThat(recognise.deadLetters()).isEmpty();
    }

    @Test
    void shouldEndTheVisitsOfTheLongestSilentCameraWhenThereAreTooMany() {
        // Given faces that are too small to be embedded
        Quality small = new Quality(1f, 120f, 0.5f, 0f, 0f, 0f);
        FaceSighting.Builder face = recognise.face(0, "t", STRANGER).setQuality(small);
        for (int i = 0; i < RecogniseProcessor.MAXIMUM_CAMERAS; i++) {
            recognise.see(face.setCamera("camera-" + i).build());
        }
        recognise.see(face.setCamera("camera-0").setOrigin(origin(1)).build());

        // When
        recognise.see(face.setCamera("another").build());

        // Then
        assertThat(recognise.hasState("another")).isTrue();
        assertThat(recognise.hasState("camera-0")).isTrue();
        assertThat(recognise.hasState("camera-1")).isFalse();
        assertThat(recognise.exceeded).containsExactly(LimitKind.OPEN_VISITS);
    }

    @Test
    void shouldIdentifyWhenAFastCameraStartsATrackWithEachFrame() {
        // When 25 frames arrive in a second
        for (int i = 0; i < 25; i++) {
            Origin origin = new Origin("frames", 0, (long) i, 1L, (long) i, NOON.plusMillis(40L * i));
            recognise.see(recognise.face(0, "t" + i, ADA).setOrigin(origin).build());
        }

        // Then
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldEmbedThirtyFacesOfAPictureWithFourHundred() {
        // When
        for (int i = 0; i < 400; i++) {
            recognise.see(recognise.face(0, "t" + i, STRANGER).build());
        }

        // Then
        assertThat(recognise.looks()).isEqualTo(30);
        assertThat(recognise.exceeded).filteredOn(LimitKind.EMBEDDINGS::equals).hasSize(370);
    }

    @Test
    void shouldIdentifyAtOtherCamerasWhenOneCameraShowsACrowd() {
        // When
        for (int frame = 0; frame < 4; frame++) {
            for (int i = 0; i < 400; i++) {
                recognise.see(recognise.face(frame, "t" + i, STRANGER).build());
            }
            recognise.see(recognise.face(frame, "u", ADA).setCamera("yard").build());
        }

        // Then
        assertThat(recognise.events())
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .extracting(IdentityEvent::getCamera)
                .containsExactly("yard");
        assertThat(recognise.looks()).isLessThanOrEqualTo(30 + 18 + 4);
    }

    @Test
    void shouldEmbedOneFacePerSecondWhenTheStreamIsBehind() {
        // Given
        recognise.advanceWallClock(Duration.ofSeconds(50));

        // When
        recognise.see(0, 20, "t", ADA);

        // Then
        assertThat(recognise.looks()).isEqualTo(4);
        assertThat(recognise.exceeded).contains(LimitKind.DEADLINE);
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED_LATE);
    }

    @Test
    void shouldIdentifyWhoIsStillThereWhenTheStreamIsFreshAgain() {
        // Given
        recognise.advanceWallClock(Duration.ofSeconds(20));
        recognise.see(0, 100, "t", ADA);

        // When
        recognise.see(100, 110, "t", ADA);

        // Then
        assertThat(recognise.kinds())
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED_LATE, EventKind.IDENTIFIED);
    }

    @Test
    void shouldStampEventsWithTheWallClockWhenTheirTimeIsAhead() {
        // When
        for (int frame = 100; frame < 104; frame++) { // the camera's clock is 20 seconds ahead
            recognise.send(CAMERA, recognise.face(frame, "t", ADA).build(), NOON);
        }

        // Then
        assertThat(recognise.records()).hasSize(2).allSatisfy(record -> {
            assertThat(record.getRecordTime()).isEqualTo(NOON);
            assertThat(record.value().getEmittedAt()).isEqualTo(NOON);
            assertThat(record.value().getAt()).isAfter(NOON);
        });
    }

    @Test
    void shouldNotIdentifyByAnEndedConsentWhenTheCamerasClockIsBehind() {
        // Given
        recognise.enrol("ada", ALPHA, ADA, NOON.plusSeconds(5));
        recognise.advanceWallClock(Duration.ofSeconds(6));

        // When
        recognise.see(10, 30, "t", ADA);

        // Then
        assertThat(recognise.events())
                .extracting(IdentityEvent::getKind, IdentityEvent::getSubject)
                .doesNotContain(tuple(EventKind.IDENTIFIED, "ada"));
    }

    @Test
    void shouldNotNameASubjectThatWasErasedDuringTheVisit() {
        // Given
        recognise.see(0, 5, "t", ADA);
        recognise.erase("ada", ALPHA);

        // When
        recognise.tick(30);

        // Then
        assertThat(recognise.events()).last().satisfies(departed -> {
            assertThat(departed.getKind()).isEqualTo(EventKind.DEPARTED);
            assertThat(departed.getAt()).isEqualTo(at(4));
            assertThat(departed.getEvidence()).containsExactly(origin(3), origin(4));
            assertThat(departed.getSubject()).isNull();
        });
    }
}
