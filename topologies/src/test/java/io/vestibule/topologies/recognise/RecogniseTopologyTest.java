package io.vestibule.topologies.recognise;

import static io.vestibule.topologies.recognise.RecogniseDriver.DOOR;
import static io.vestibule.topologies.recognise.RecogniseDriver.EMBEDDERS;
import static io.vestibule.topologies.recognise.RecogniseDriver.ROUTES;
import static io.vestibule.topologies.recognise.RecogniseDriver.at;
import static io.vestibule.topologies.recognise.TestPeople.ADA;
import static io.vestibule.topologies.recognise.TestPeople.ALPHA;
import static io.vestibule.topologies.recognise.TestPeople.BETA;
import static io.vestibule.topologies.recognise.TestPeople.BOB;
import static io.vestibule.topologies.recognise.TestPeople.PUPIL;
import static io.vestibule.topologies.recognise.TestPeople.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.ModelException;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GoldenText;
import io.vestibule.topologies.gallery.Gallery;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames are 200 ms apart: five are a second, fifteen the absence time-out. */
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

    // The flow

    @Test
    void shouldTellArrivalNameAndDepartureWhenResidentComesAndGoes() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 5, "t", ADA);
        recognise.beat(19);

        List<TestRecord<String, IdentityEvent>> records = recognise.records();
        assertThat(records)
                .extracting(record -> record.value().getKind())
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        assertThat(records).extracting(TestRecord::key).containsOnly(DOOR);
        assertThat(records).extracting(TestRecord::getRecordTime).containsExactly(at(1), at(2), at(4));
        assertThat(records.get(1).value().getSubject()).isEqualTo("ada");
        assertThat(recognise.deadLetters()).isEmpty();
    }

    @Test
    void shouldTellItsObserverOfEachEvent() {
        // When
        recognise.see(0, 5, "t", STRANGER);
        recognise.beat(19);

        // Then
        assertThat(recognise.heard).hasSize(3).isEqualTo(recognise.told());
    }

    @Test
    void shouldLeaveHeadersBehindSinceTheyAreOfAnySize() {
        Headers headers = new RecordHeaders().add("note", new byte[2_000_000]);

        recognise.send(recognise.face(0, "t", ADA).build(), headers);
        recognise.send(recognise.face(1, "t", ADA).build(), headers);

        assertThat(recognise.records()).singleElement().satisfies(record -> assertThat(record.headers())
                .isEmpty());
    }

    @Test
    void shouldTellTwoVisitsWhenTwoPeopleAreInOneFrame() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.enrol("bob", ALPHA, BOB);
        for (int frame = 0; frame < 4; frame++) {
            recognise.see(frame, frame + 1, "t", ADA);
            recognise.see(frame, frame + 1, "u", BOB);
        }

        assertThat(recognise.told())
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .extracting(IdentityEvent::getVisit, IdentityEvent::getSubject)
                .containsExactly(tuple("t@0", "ada"), tuple("u@0", "bob"));
    }

    @Test
    void shouldKeepCamerasApartWhenOneResidentIsAtTwoDoors() {
        recognise.enrol("ada", ALPHA, ADA);
        for (int frame = 0; frame < 3; frame++) {
            recognise.see(recognise.face(frame, "t", ADA).build());
            recognise.see(recognise.face(frame, "u", ADA).setCamera("yard").build());
        }

        assertThat(recognise.told())
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .extracting(IdentityEvent::getCamera)
                .containsExactly(DOOR, "yard");
    }

    @Test
    void shouldNotNameTwiceWhenResidentComesBackWithinCoolDown() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 3, "t", ADA);
        recognise.see(20, 30, "u", ADA);

        assertThat(recognise.kinds())
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
    }

    // Models

    @Test
    void shouldEmbedByTheModelThatTheRouteLeadsTo() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.enrol("ada", BETA, ADA);
        recognise.see(0, 3, "t", ADA);
        for (int frame = 0; frame < 3; frame++) {
            recognise.see(recognise
                    .face(frame, "u", ADA)
                    .setCamera("yard")
                    .setSpectrum(Spectrum.INFRARED)
                    .build());
        }

        assertThat(recognise.recognitions)
                .extracting(recognition -> recognition.embedder().orElseThrow())
                .containsExactly("alpha", "alpha", "alpha", "beta", "beta", "beta");
        assertThat(recognise.told())
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .extracting(IdentityEvent::getModel)
                .containsExactly(ALPHA.id(), BETA.id());
    }

    @Test
    void shouldNotMatchFaceOfOneModelWithTemplatesOfAnother() {
        recognise.enrol("ada", BETA, ADA);

        recognise.see(0, 40, "t", ADA);

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN);
    }

    @Test
    void shouldKnowByAStudentWhoIsEnrolledByItsTeacherAndTellUnderTheStudentsName() {
        // Given: what is infrared goes to the student, and nobody has a template of the student's
        recognise.close();
        recognise = withPupil();
        recognise.enrol("ada", ALPHA, ADA);

        // When
        for (int frame = 0; frame < 5; frame++) {
            recognise.see(recognise
                    .face(frame, "t", ADA)
                    .setSpectrum(Spectrum.INFRARED)
                    .build());
        }

        // Then: by the student's own threshold, measured against its teacher's templates
        assertThat(recognise.told())
                .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getSubject()).isEqualTo("ada");
                    assertThat(event.getModel()).isEqualTo(PUPIL.id());
                    assertThat(event.getThreshold()).isCloseTo(0.5325f, within(1e-6f));
                });
    }

    @Test
    void shouldKeepOneVisitWhenTheRouteLeadsFromTheTeacherToTheStudent() {
        // Given
        recognise.close();
        recognise = withPupil();

        // When: the light goes out, and the tracker loses the face with it
        recognise.see(0, 3, "t", STRANGER);
        for (int frame = 3; frame < 6; frame++) {
            recognise.see(recognise
                    .face(frame, "u", STRANGER)
                    .setSpectrum(Spectrum.INFRARED)
                    .build());
        }
        recognise.beat(25);

        // Then
        assertThat(recognise.told()).extracting(IdentityEvent::getVisit).containsOnly("t@0");
    }

    private RecogniseDriver withPupil() {
        return new RecogniseDriver(
                folder.resolve("pupil"),
                Map.of("alpha", TestPeople.embedder(ALPHA), "beta", TestPeople.embedder(PUPIL)));
    }

    @Test
    void shouldNotEmbedFaceThatIsTooUnclearToJudge() {
        Quality blurred = new Quality(100f, 1f, 0.5f, 0f, 0f, 0f);
        recognise.see(recognise.face(0, "t", ADA).setQuality(blurred).build());
        recognise.see(recognise.face(1, "t", ADA).setQuality(blurred).build());

        assertThat(recognise.recognitions)
                .extracting(RecogniseObserver.Recognition::embedder)
                .containsOnly(Optional.empty());
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldEmbedOnceASecondWhenVisitorIsNamed() {
        recognise.enrol("ada", ALPHA, ADA);

        recognise.see(0, 23, "t", ADA);

        assertThat(recognise.recognitions)
                .filteredOn(recognition -> recognition.embedder().isPresent())
                .extracting(RecogniseObserver.Recognition::capturedAt)
                .containsExactly(at(0), at(1), at(2), at(7), at(12), at(17), at(22));
        recognise.beat(40);
        assertThat(recognise.told())
                .last()
                .extracting(IdentityEvent::getSightings)
                .isEqualTo(23);
    }

    @Test
    void shouldRefuseToBeBuiltWhenAThresholdIsForNoEmbedder() {
        RecogniseSettings defaults = RecogniseSettings.defaults();
        RecogniseSettings settings = new RecogniseSettings(
                2,
                defaults.judging(),
                3,
                10,
                0.5,
                0.1f,
                0.1f,
                Map.of("gamma", new ConfiguredThreshold(0.5f, 1e-4)),
                defaults.lookAgain(),
                defaults.unknownAfter(),
                defaults.absenceTimeout(),
                defaults.cooldown(),
                defaults.silence());
        Router router = new Router(EMBEDDERS, ROUTES, CameraGroups.NONE, () -> 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RecogniseTopology(
                        Topics.defaults(), Gallery.ofTemplates(), router, settings, RecogniseObserver.NONE))
                .withMessageContaining("gamma")
                .withMessageContaining("[alpha, beta]");
    }

    // The gallery

    @Test
    void shouldNameResidentWhenEnrolledWhileStandingThere() {
        recognise.see(0, 30, "t", ADA);
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(30, 40, "t", ADA);

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN, EventKind.IDENTIFIED);
    }

    @Test
    void shouldNotNameResidentWhenErased() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 2, "t", ADA);
        recognise.erase("ada", ALPHA);
        recognise.see(2, 40, "t", ADA);

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.UNKNOWN);
    }

    @Test
    void shouldGoOnWhenAGalleryEntryIsCorrupt() {
        recognise.gallery("eve", ALPHA, "no entry".getBytes(StandardCharsets.UTF_8));
        recognise.enrol("ada", ALPHA, ADA);

        recognise.see(0, 3, "t", ADA);

        assertThat(recognise.gallery.unusableEntries()).isOne();
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    // Time

    @Test
    void shouldTellDepartureWhenHeartbeatsSayThatTimeGoesOn() {
        recognise.see(0, 3, "t", STRANGER);
        recognise.beat(5);
        recognise.beat(10);
        recognise.beat(15);
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);

        recognise.beat(20);

        assertThat(recognise.kinds()).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
    }

    @Test
    void shouldKeepOneVisitWhenHeartbeatOvertakesFaces() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 3, "t", ADA);
        FaceSighting late = recognise.face(10, "t", ADA).build();
        recognise.beat(18); // it counts the face that is yet to come

        recognise.see(late);
        recognise.see(18, 20, "t", ADA);

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldHearHeartbeatThatOvertookFacesWhenTheyHaveCome() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 3, "t", ADA);
        FaceSighting late = recognise.face(10, "t", ADA).build();
        recognise.beat(25);
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);

        recognise.see(late);

        List<IdentityEvent> told = recognise.told();
        assertThat(told).extracting(IdentityEvent::getKind).containsExactly(EventKind.DEPARTED);
        assertThat(told.get(0).getAt()).isEqualTo(at(10));
    }

    @Test
    void shouldNotWaitForEverWhenAFaceNeverComes() {
        recognise.see(0, 3, "t", ADA);
        recognise.face(3, "t", ADA).build(); // counted, and lost
        for (int frame = 5; frame < 300; frame += 5) {
            recognise.beat(frame);
        }
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);

        recognise.beat(320);

        assertThat(recognise.kinds()).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
    }

    @Test
    void shouldEndVisitWhenHeartbeatSaysThatTheClockWasPutBack() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(1000, 1003, "t", ADA);

        recognise.beat(5);

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED);
        recognise.see(10, 13, "u", ADA);
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldEndVisitWhenHeartbeatOfAClockThatWasPutBackOvertookFaces() {
        recognise.see(1000, 1003, "t", ADA);
        FaceSighting late = recognise.face(1003, "t", ADA).build();
        recognise.beat(5);
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);

        recognise.see(late);

        assertThat(recognise.kinds()).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
    }

    @Test
    void shouldKeepVisitWhenHeartbeatIsFarBehindFaces() {
        CameraStatus late = recognise.status(0).build(); // before any face
        recognise.see(1000, 1003, "t", ADA);

        recognise.beat(DOOR, late);

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldEndVisitAfterAMinuteWhenOnlyThePastIsHeardOf() {
        CameraStatus late = recognise.status(0).build();
        recognise.see(1000, 1003, "t", ADA);
        recognise.told();

        for (int i = 0; i < 5; i++) {
            recognise.beat(DOOR, late);
            recognise.wait(Duration.ofSeconds(15));
        }

        assertThat(recognise.kinds()).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
    }

    @Test
    void shouldNotNameTwiceWhenVisitorStandsThereWhileTheStreamIsStalled() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 3, "t", ADA);
        recognise.wait(Duration.ofSeconds(75));
        recognise.see(3, 10, "t", ADA);

        assertThat(recognise.kinds())
                .containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED, EventKind.DEPARTED, EventKind.ARRIVED);
    }

    @Test
    void shouldWriteNothingOfADeadCameraWhenOnlyACoolDownIsLeft() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 3, "t", ADA);
        recognise.wait(Duration.ofSeconds(75));
        recognise.writes();

        recognise.wait(Duration.ofMinutes(10));

        assertThat(recognise.writes()).isZero();
    }

    @Test
    void shouldNotTakeItForASignOfLifeThatACameraIsSilent() {
        recognise.see(0, 3, "t", ADA);
        recognise.told();
        recognise.wait(Duration.ofSeconds(10));

        // When the watch says so, with the time of the camera's last frame
        recognise.beat(DOOR, recognise.status(2).setState(CameraState.SILENT).build());
        recognise.wait(Duration.ofSeconds(49));
        assertThat(recognise.kinds()).isEmpty();
        recognise.wait(Duration.ofSeconds(16));

        // Then the visit ends as it would have without
        List<IdentityEvent> told = recognise.told();
        assertThat(told).extracting(IdentityEvent::getKind).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
        assertThat(told.get(1).getAt()).isEqualTo(at(2));
        assertThat(recognise.deadLetters()).isEmpty();
    }

    @Test
    void shouldGoOnWithTheVisitWhenACameraThatWasSilentIsThereAgain() {
        recognise.see(0, 3, "t", ADA);
        recognise.told();
        recognise.beat(DOOR, recognise.status(2).setState(CameraState.SILENT).build());

        recognise.see(8, 10, "t", ADA);

        assertThat(recognise.kinds()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = CameraState.class,
            names = {"COVERED", "MOVED", "ACTIVE", "LEARNING"})
    void shouldHearEveryOtherStateAsAHeartbeat(CameraState state) {
        recognise.see(0, 3, "t", STRANGER);
        recognise.told();

        recognise.beat(DOOR, recognise.status(20).setState(state).build());

        assertThat(recognise.kinds()).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
    }

    @Test
    void shouldEndVisitWhenCameraIsSilentForAMinute() {
        recognise.see(0, 3, "t", ADA);
        recognise.wait(Duration.ofSeconds(59));
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);

        recognise.wait(Duration.ofSeconds(16));

        List<IdentityEvent> told = recognise.told();
        assertThat(told).extracting(IdentityEvent::getKind).containsExactly(EventKind.UNKNOWN, EventKind.DEPARTED);
        assertThat(told.get(1).getAt()).isEqualTo(at(2));
    }

    @Test
    void shouldNotEndVisitWhenCameraIsHeardOfHoweverSlowly() {
        recognise.see(0, 3, "t", ADA);
        for (int frame = 3; frame < 13; frame++) { // two seconds of the camera in five minutes of ours
            recognise.wait(Duration.ofSeconds(30));
            recognise.beat(frame);
        }

        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
    }

    // Cost

    @Test
    void shouldWriteOnceForEachFaceAndNeverForHeartbeatsThatChangeNothing() {
        recognise.beat(0);
        assertThat(recognise.writes()).isZero();

        recognise.see(0, 3, "t", STRANGER);
        assertThat(recognise.writes()).isEqualTo(3);

        recognise.beat(5);
        recognise.beat(10);
        assertThat(recognise.writes()).isZero();

        recognise.beat(20); // departed, and nothing is left to remember
        recognise.beat(25);
        assertThat(recognise.writes()).isOne();
    }

    @Test
    void shouldRememberNothingWhenEverybodyHasLeftAndTheCoolDownIsOver() {
        recognise.enrol("ada", ALPHA, ADA);
        recognise.see(0, 3, "t", ADA);
        recognise.beat(20);
        assertThat(recognise.driver.getKeyValueStore(RecogniseTopology.VISITS).get(DOOR))
                .isNotNull();

        recognise.beat(60);

        assertThat(recognise.driver.getKeyValueStore(RecogniseTopology.VISITS).get(DOOR))
                .isNull();
    }

    // Bad input

    @Test
    void shouldTurnAwayFacesThatCannotBeUsed() {
        recognise.send(DOOR, (FaceSighting) null);
        recognise.send("other", recognise.face(0, "t", ADA).build());
        recognise.send("no/id", recognise.face(0, "t", ADA).setCamera("no/id").build());
        recognise.see(recognise.face(0, "t", ADA).setAlignment("dlib-150").build());
        recognise.see(
                recognise.face(0, "t", ADA).setFace(ByteBuffer.allocate(10)).build());
        recognise.see(recognise.face(0, " ", ADA).build());
        recognise.see(recognise
                .face(0, "t", ADA)
                .setOrigin(new Origin("frames", 0, 0L, 0L, 0L, Instant.EPOCH))
                .build());

        assertThat(reasons())
                .containsExactly(
                        Reason.EMPTY_VALUE,
                        Reason.BAD_CAMERA,
                        Reason.BAD_CAMERA,
                        Reason.BAD_FACE,
                        Reason.BAD_FACE,
                        Reason.BAD_FACE,
                        Reason.TIME_INVALID);
        recognise.see(0, 2, "t", ADA);
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
    }

    @Test
    void shouldTurnAwayStatusesThatCannotBeUsed() {
        recognise.beat("other", recognise.status(0).build());
        recognise.beat("no/id", recognise.status(0).setCamera("no/id").build());
        recognise.beat(DOOR, recognise.status(0).setAt(Instant.EPOCH).build());
        recognise.beat(DOOR, null); // struck off a compacted topic: nothing wrong with that

        assertThat(reasons()).containsExactly(Reason.BAD_CAMERA, Reason.BAD_CAMERA, Reason.TIME_INVALID);
    }

    @Test
    void shouldTurnAwayWhatIsOfTheFutureAndStoreNothingOfItsTime() {
        recognise.see(0, 2, "t", ADA);
        Instant future = at(0).plus(Duration.ofDays(365));
        recognise.send(
                DOOR,
                recognise
                        .face(2, "t", ADA)
                        .setOrigin(new Origin("frames", 0, 0L, 1L, 2L, future))
                        .build(),
                at(2));
        recognise.beat(DOOR, recognise.status(3).setAt(future).build(), at(3));

        assertThat(recognise.deadLetters())
                .extracting(letter -> letter.value().getReason(), letter -> letter.value()
                        .getRecordedAt())
                .containsExactly(tuple(Reason.TIME_IN_FUTURE, at(2)), tuple(Reason.TIME_IN_FUTURE, at(3)));
        assertThat(recognise.kinds()).containsExactly(EventKind.ARRIVED);
        assertThat(recognise.writes()).isEqualTo(2);
    }

    @Test
    void shouldSayWhereAFaceWasTurnedAway() {
        recognise.send("other", recognise.face(0, "t", ADA).build());

        DeadLetter letter = recognise.deadLetters().get(0).value();
        assertThat(letter.getStage()).isEqualTo("recognise/recognise");
        assertThat(letter.getTopic()).isEqualTo(Topics.defaults().faces().name());
        assertThat(letter.getOffset()).isZero();
    }

    @Test
    void shouldTurnAwayFaceAndGoOnWhenModelFails() {
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

        recognise.see(recognise.face(0, "t", ADA).build());
        recognise.see(recognise.face(1, "t", ADA).setSpectrum(Spectrum.INFRARED).build());

        assertThat(recognise.deadLetters())
                .extracting(letter -> letter.value().getCause())
                .containsExactly(
                        "alpha: embed: out of memory",
                        BETA.id() + ": embed: the embedding is not a unit vector of 5 values");
        assertThat(recognise.told()).isEmpty();
    }

    private List<Reason> reasons() {
        return recognise.deadLetters().stream()
                .map(letter -> letter.value().getReason())
                .toList();
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
