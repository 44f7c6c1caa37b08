package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.RecogniseDriver.CAMERA;
import static io.vestibule.topologies.recognise.RecogniseDriver.EMBEDDERS;
import static io.vestibule.topologies.recognise.RecogniseDriver.ROUTES;
import static io.vestibule.topologies.recognise.RecogniseDriver.at;
import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;
import static io.vestibule.topologies.recognise.TestPeople.BOB;
import static io.vestibule.topologies.recognise.TestPeople.STRANGER;
import static io.vestibule.topologies.recognise.TestPeople.STUDENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.ModelException;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GoldenText;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Frames are 200 ms apart: five are a second, fifteen are the absence time-out. */
class RecogniseTopologyTest {

    @TempDir
    private Path folder;

    private RecogniseDriver recognise;

    @BeforeEach
    void open() {
        recognise = new RecogniseDriver(folder);
    }

    @AfterEach
    void close() {
        recognise.close();
    }

    @Test
    void shouldKeepNamesOfNodesAndStores() {
        // Given
        Router router = new Router(EMBEDDERS, ROUTES, CameraGroups.NONE, () -> 0);

        // When
        Topology topology = new RecogniseTopology(
                        Topics.defaults(),
                        Gallery.ofTemplates(),
                        router,
                        RecogniseSettings.defaults(),
                        RecogniseObserver.NONE)
                .build();

        // Then
        GoldenText.of(RecogniseTopologyTest.class, "recognise.txt").assertEquals(topology.describe());
    }

    @Nested
    class Events {

        @Test
        void shouldSendArrivedIdentifiedAndDepartedWhenResidentComesAndLeaves() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 5, "t", ADA);

            // When
            recognise.tick(19);

            // Then
            List<TestRecord<String, IdentityEvent>> records = recognise.records();
            assertThat(records)
                    .extracting(record -> record.value().getKind())
                    .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
            assertThat(records).extracting(TestRecord::key).containsOnly(CAMERA);
            assertThat(records).extracting(TestRecord::getRecordTime).containsExactly(at(1), at(3), at(4));
            assertThat(records.get(1).value().getSubject()).isEqualTo("ada");
            assertThat(recognise.deadLetters()).isEmpty();
        }

        @Test
        void shouldNotifyItsObserverOfEachEvent() {
            // Given
            recognise.see(0, 5, "t", STRANGER);

            // When
            recognise.tick(19);

            // Then
            assertThat(recognise.observedEvents).hasSize(3).isEqualTo(recognise.events());
        }

        @Test
        void shouldDropHeadersBecauseTheyCanHaveAnySize() {
            // Given
            Headers headers = new RecordHeaders().add("note", new byte[2_000_000]);
            recognise.send(recognise.face(0, "t", ADA).build(), headers);

            // When
            recognise.send(recognise.face(1, "t", ADA).build(), headers);

            // Then
            assertThat(recognise.records()).singleElement().satisfies(record -> assertThat(record.headers())
                    .isEmpty());
        }

        @Test
        void shouldSendEventsOfTwoVisitsWhenTwoPeopleAreInOneFrame() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.enrol("bob", ALPHA, BOB);

            // When
            for (int frame = 0; frame < 4; frame++) {
                recognise.see(frame, frame + 1, "t", ADA);
                recognise.see(frame, frame + 1, "u", BOB);
            }

            // Then
            assertThat(recognise.events())
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getVisit, IdentityEvent::getSubject)
                    .containsExactly(tuple("t@0", "ada"), tuple("u@0", "bob"));
        }

        @Test
        void shouldSeparateCamerasWhenOneResidentIsAtTwoDoors() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);

            // When
            for (int frame = 0; frame < 4; frame++) {
                recognise.see(recognise.face(frame, "t", ADA).build());
                recognise.see(recognise.face(frame, "u", ADA).setCamera("yard").build());
            }

            // Then
            assertThat(recognise.events())
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getCamera)
                    .containsExactly(CAMERA, "yard");
        }

        @Test
        void shouldIdentifyOnceWhenResidentReturnsDuringTheCoolDown() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 4, "t", ADA);

            // When
            recognise.see(20, 30, "u", ADA);

            // Then
            assertThat(recognise.kinds())
                    .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
        }
    }

    @Nested
    class Models {

        @Test
        void shouldEmbedWithTheModelThatTheRouteNames() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.enrol("ada", BETA, ADA);
            recognise.see(0, 4, "t", ADA);

            // When
            for (int frame = 0; frame < 4; frame++) {
                recognise.see(recognise
                        .face(frame, "u", ADA)
                        .setCamera("yard")
                        .setSpectrum(Spectrum.INFRARED)
                        .build());
            }

            // Then
            assertThat(recognise.recognitions)
                    .extracting(recognition -> recognition.embedder().orElseThrow())
                    .containsExactly("alpha", "alpha", "alpha", "alpha", "beta", "beta", "beta", "beta");
            assertThat(recognise.events())
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .extracting(IdentityEvent::getModel)
                    .containsExactly(ALPHA.id(), BETA.id());
        }

        @Test
        void shouldNotMatchAFaceOfOneModelWithTemplatesOfAnother() {
            // Given
            recognise.enrol("ada", BETA, ADA);

            // When
            recognise.see(0, 40, "t", ADA);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN);
        }

        @Test
        void shouldIdentifyByAStudentWhoIsEnrolledWithItsTeacher() {
            // Given
            useStudentInInfrared();
            recognise.enrol("ada", ALPHA, ADA);

            // When
            seeInInfrared(0, 5, "t", ADA);

            // Then
            assertThat(recognise.events())
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getSubject()).isEqualTo("ada");
                        assertThat(event.getModel()).isEqualTo(STUDENT.id());
                        assertThat(event.getThreshold()).as("the student's own").isCloseTo(0.5325f, within(1e-6f));
                    });
        }

        @Test
        void shouldContinueVisitWhenTheRouteChangesFromTeacherToStudent() {
            // Given
            useStudentInInfrared();
            recognise.see(0, 3, "t", STRANGER);

            // When
            seeInInfrared(3, 6, "u", STRANGER);
            recognise.tick(25);

            // Then
            assertThat(recognise.events()).extracting(IdentityEvent::getVisit).containsOnly("t@0");
        }

        @Test
        void shouldNotEmbedAFaceOfLowQuality() {
            // Given
            Quality blurred = new Quality(100f, 1f, 0.5f, 0f, 0f, 0f);

            // When
            recognise.see(recognise.face(0, "t", ADA).setQuality(blurred).build());
            recognise.see(recognise.face(1, "t", ADA).setQuality(blurred).build());

            // Then
            assertThat(recognise.recognitions).extracting(Recognition::embedder).containsOnly(Optional.empty());
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldEmbedOnceASecondWhenVisitorIsIdentified() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);

            // When
            recognise.see(0, 23, "t", ADA);
            recognise.tick(40);

            // Then
            assertThat(recognise.recognitions)
                    .filteredOn(recognition -> recognition.embedder().isPresent())
                    .extracting(Recognition::capturedAt)
                    .containsExactly(at(0), at(1), at(2), at(3), at(8), at(13), at(18));
            assertThat(recognise.events())
                    .last()
                    .extracting(IdentityEvent::getSightings)
                    .isEqualTo(23);
        }

        @Test
        void shouldFailToBuildWhenAThresholdIsForAnUnknownEmbedder() {
            // Given
            RecogniseSettings settings = RecogniseSettingsBuilder.builder(RecogniseSettings.defaults())
                    .thresholds(Map.of("gamma", new ConfiguredThreshold(0.5f, 1e-4)))
                    .build();
            Router router = new Router(EMBEDDERS, ROUTES, CameraGroups.NONE, () -> 0);

            // Then
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RecogniseTopology(
                            Topics.defaults(), Gallery.ofTemplates(), router, settings, RecogniseObserver.NONE))
                    .withMessage("thresholds for unknown embedders [gamma]; known are [alpha, beta]");
        }

        private void useStudentInInfrared() {
            recognise.close();
            recognise = new RecogniseDriver(
                    folder.resolve("student"),
                    Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(STUDENT)));
        }

        private void seeInInfrared(int frame, int end, String track, int person) {
            for (int i = frame; i < end; i++) {
                recognise.see(recognise
                        .face(i, track, person)
                        .setSpectrum(Spectrum.INFRARED)
                        .build());
            }
        }
    }

    @Nested
    class GalleryChanges {

        @Test
        void shouldIdentifyResidentWhenEnrolledWhilePresent() {
            // Given
            recognise.see(0, 30, "t", ADA);

            // When
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(30, 40, "t", ADA);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.IDENTIFIED);
        }

        @Test
        void shouldNotIdentifyResidentWhenErased() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 2, "t", ADA);

            // When
            recognise.erase("ada", ALPHA);
            recognise.see(2, 40, "t", ADA);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN);
        }

        @Test
        void shouldContinueWhenAGalleryEntryIsCorrupt() {
            // Given
            recognise.gallery("eve", ALPHA, "no entry".getBytes(StandardCharsets.UTF_8));
            recognise.enrol("ada", ALPHA, ADA);

            // When
            recognise.see(0, 4, "t", ADA);

            // Then
            assertThat(recognise.gallery.unusableEntries()).isOne();
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        }
    }

    @Nested
    class Time {

        @Test
        void shouldKeepVisitWhenTicksAreWithinTheAbsenceTimeout() {
            // Given
            recognise.see(0, 3, "t", STRANGER);

            // When
            recognise.tick(5);
            recognise.tick(10);
            recognise.tick(15);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldEndVisitWhenATickIsAfterTheAbsenceTimeout() {
            // Given
            recognise.see(0, 3, "t", STRANGER);
            recognise.events();

            // When
            recognise.tick(20);

            // Then
            List<IdentityEvent> events = recognise.events();
            assertThat(events)
                    .extracting(IdentityEvent::getKind)
                    .containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
            assertThat(events.get(1).getAt()).isEqualTo(at(2));
        }

        @Test
        void shouldContinueVisitWhenFacesReturnBeforeTheAbsenceTimeout() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 4, "t", ADA);
            recognise.tick(10);

            // When
            recognise.see(12, 14, "t", ADA);
            recognise.tick(25);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        }

        @Test
        void shouldEndVisitWhenATickShowsThatTheClockWasPutBack() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(1000, 1004, "t", ADA);

            // When
            recognise.tick(5);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        }

        @Test
        void shouldIdentifyAgainWhenTheClockWasPutBack() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(1000, 1004, "t", ADA);
            recognise.tick(5);
            recognise.events();

            // When
            recognise.see(10, 14, "u", ADA);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
        }

        @Test
        void shouldKeepVisitWhenATickIsBehindByLessThanTheAbsenceTimeout() {
            // Given
            recognise.see(1000, 1004, "t", ADA);

            // When
            recognise.tick(990);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldIdentifyOnceWhenVisitorIsPresentWhileTheStreamIsStalled() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 4, "t", ADA);

            // When
            recognise.advanceWallClock(Duration.ofSeconds(75));
            recognise.see(3, 10, "t", ADA);

            // Then
            assertThat(recognise.kinds())
                    .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
        }

        @Test
        void shouldKeepVisitWhenCameraIsSilentForLessThanAMinute() {
            // Given
            recognise.see(0, 4, "t", ADA);

            // When
            recognise.advanceWallClock(Duration.ofSeconds(59));

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldEndVisitWhenCameraIsSilentForAMinute() {
            // Given
            recognise.see(0, 4, "t", ADA);
            recognise.events();

            // When
            recognise.advanceWallClock(Duration.ofSeconds(75));

            // Then
            List<IdentityEvent> events = recognise.events();
            assertThat(events)
                    .extracting(IdentityEvent::getKind)
                    .containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
            assertThat(events.get(1).getAt()).isEqualTo(at(3));
        }

        @Test
        void shouldKeepVisitWhenTicksArriveSlowly() {
            // Given
            recognise.see(0, 4, "t", ADA);

            // When
            for (int frame = 3; frame < 13; frame++) { // two seconds of camera time in five minutes
                recognise.advanceWallClock(Duration.ofSeconds(30));
                recognise.tick(frame);
            }

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        }
    }

    @Nested
    class Writes {

        @Test
        void shouldNotWriteForATickOfACameraWithoutVisits() {
            // When
            recognise.tick(0);

            // Then
            assertThat(recognise.writes()).isEmpty();
        }

        @Test
        void shouldWriteOncePerFace() {
            // When
            recognise.see(0, 3, "t", STRANGER);

            // Then
            assertThat(recognise.writes()).hasSize(3);
        }

        @Test
        void shouldNotWriteForATickThatChangesNothing() {
            // Given
            recognise.see(0, 3, "t", STRANGER);
            recognise.writes();

            // When
            recognise.tick(5);
            recognise.tick(10);

            // Then
            assertThat(recognise.writes()).isEmpty();
        }

        @Test
        void shouldDeleteTheVisitOnceWhenItEnds() {
            // Given
            recognise.see(0, 3, "t", STRANGER);
            recognise.writes();

            // When
            recognise.tick(20);
            recognise.tick(25);

            // Then
            assertThat(recognise.writes()).containsExactly(0);
        }

        @Test
        void shouldNotWriteForASilentCameraWhenOnlyACoolDownIsLeft() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 4, "t", ADA);
            recognise.advanceWallClock(Duration.ofSeconds(75));
            recognise.writes();

            // When
            recognise.advanceWallClock(Duration.ofMinutes(10));

            // Then
            assertThat(recognise.writes()).isEmpty();
        }

        @Test
        void shouldKeepStateUntilTheCoolDownIsOver() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 4, "t", ADA);

            // When
            recognise.tick(20);

            // Then
            assertThat(recognise.hasState(CAMERA)).isTrue();
        }

        @Test
        void shouldRemoveStateWhenTheCoolDownIsOver() {
            // Given
            recognise.enrol("ada", ALPHA, ADA);
            recognise.see(0, 4, "t", ADA);
            recognise.tick(20);

            // When
            recognise.tick(60);

            // Then
            assertThat(recognise.hasState(CAMERA)).isFalse();
        }
    }

    @Nested
    class InvalidRecords {

        @Test
        void shouldRejectFacesThatCannotBeUsed() {
            // When
            recognise.send(CAMERA, null);
            recognise.send("other", recognise.face(0, "t", ADA).build());
            recognise.send(
                    "no/id", recognise.face(0, "t", ADA).setCamera("no/id").build());
            recognise.see(recognise.face(0, "t", ADA).setAlignment("dlib-150").build());
            recognise.see(
                    recognise.face(0, "t", ADA).setFace(ByteBuffer.allocate(10)).build());
            recognise.see(recognise.face(0, " ", ADA).build());
            recognise.see(recognise.face(0, "é".repeat(200), ADA).build());
            recognise.see(recognise
                    .face(0, "t", ADA)
                    .setOrigin(new Origin("frames", 0, 0L, 0L, 0L, Instant.EPOCH))
                    .build());

            // Then
            assertThat(reasons())
                    .containsExactly(
                            Reason.EMPTY_VALUE,
                            Reason.BAD_CAMERA,
                            Reason.BAD_CAMERA,
                            Reason.BAD_FACE,
                            Reason.BAD_FACE,
                            Reason.BAD_FACE,
                            Reason.BAD_FACE,
                            Reason.TIME_INVALID);
        }

        @Test
        void shouldContinueAfterARejectedFace() {
            // Given
            recognise.see(recognise.face(0, " ", ADA).build());

            // When
            recognise.see(0, 2, "t", ADA);

            // Then
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        }

        @Test
        void shouldRejectTicksThatCannotBeUsed() {
            // When
            recognise.send("other", new CameraTick(CAMERA, at(0)), at(0));
            recognise.send("no/id", new CameraTick("no/id", at(0)), at(0));
            recognise.send(CAMERA, new CameraTick(CAMERA, Instant.EPOCH), at(0));

            // Then
            assertThat(reasons()).containsExactly(Reason.BAD_CAMERA, Reason.BAD_CAMERA, Reason.TIME_INVALID);
        }

        @Test
        void shouldRejectRecordsFromTheFutureAndStoreNothingOfTheirTime() {
            // Given
            recognise.see(0, 2, "t", ADA);
            Instant future = at(0).plus(Duration.ofDays(365));

            // When
            recognise.send(
                    CAMERA,
                    recognise
                            .face(2, "t", ADA)
                            .setOrigin(new Origin("frames", 0, 0L, 1L, 2L, future))
                            .build(),
                    at(2));
            recognise.send(CAMERA, new CameraTick(CAMERA, future), at(3));

            // Then
            assertThat(recognise.deadLetters())
                    .extracting(letter -> letter.value().getReason(), letter -> letter.value()
                            .getRecordedAt())
                    .containsExactly(tuple(Reason.TIME_IN_FUTURE, at(2)), tuple(Reason.TIME_IN_FUTURE, at(3)));
            assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
            assertThat(recognise.writes()).hasSize(2);
        }

        @Test
        void shouldRecordWhereAFaceWasRejected() {
            // When
            recognise.send("other", recognise.face(0, "t", ADA).build());

            // Then
            DeadLetter letter = recognise.deadLetters().get(0).value();
            assertThat(letter.getStage()).isEqualTo("recognise/recognise");
            assertThat(letter.getTopic()).isEqualTo(Topics.defaults().faces().name());
            assertThat(letter.getOffset()).isZero();
        }

        @Test
        void shouldRejectTheFaceAndContinueWhenTheModelFails() {
            // Given
            recognise.close();
            recognise = new RecogniseDriver(
                    folder,
                    Map.of(
                            "alpha",
                            embedder(ALPHA, faces -> {
                                throw new ModelException("alpha", "embed", "out of memory");
                            }),
                            "beta",
                            embedder(BETA, faces -> List.of(new Embedding(new float[] {Float.NaN, 0, 0, 0, 0}, 1)))));

            // When
            recognise.see(recognise.face(0, "t", ADA).build());
            recognise.see(
                    recognise.face(1, "t", ADA).setSpectrum(Spectrum.INFRARED).build());

            // Then
            assertThat(recognise.deadLetters())
                    .extracting(letter -> letter.value().getCause())
                    .satisfiesExactly(
                            cause -> assertThat(cause).isEqualTo("alpha: embed: out of memory"),
                            cause -> assertThat(cause).startsWith(BETA.id() + ": embed: "));
            assertThat(recognise.events()).isEmpty();
        }

        private List<Reason> reasons() {
            return recognise.deadLetters().stream()
                    .map(letter -> letter.value().getReason())
                    .toList();
        }
    }

    private static Embedder embedder(
            EmbeddingContract contract, Function<List<AlignedFace>, List<Embedding>> embedding) {
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return contract;
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> faces) {
                return embedding.apply(faces);
            }
        };
    }
}
