package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.common.Sha256;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GoldenText;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.faces.HashSampling;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchObserver.Shed;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTopologyTest {

    private static final String DOOR = "door-1";
    private static final String KEY = DOOR + "/VISIBLE";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final long EPOCH = START.minusSeconds(60).toEpochMilli() * 1000;
    private static final Duration FRAME = Duration.ofMillis(200);
    private static final DrawnPicture VISITOR = DrawnPicture.of("....", ".FF.", ".##.", ".##.");

    private static final DrawnPicture STIRRED = DrawnPicture.of("....", ".GG.", ".%%.", ".%%.");

    private final Topics topics = Topics.defaults();
    private final DrawnPicture.Detector detector = new DrawnPicture.Detector();
    private final List<Observation> observations = new ArrayList<>();
    private final List<Shed> sheds = new ArrayList<>();
    private final List<CameraStatus> announced = new ArrayList<>();

    /** All statuses read so far. */
    private final List<CameraStatus> all = new ArrayList<>();

    @TempDir
    private Path folder;

    private TopologyTestDriver driver;
    private long sequence;
    private Instant now = START;

    @BeforeEach
    void open() {
        driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void shouldKeepNamesOfNodesAndStores() {
        // When
        Topology topology = topology(FrameStore.NONE);

        // Then
        GoldenText.of(WatchTopologyTest.class, "watch.txt").assertEquals(topology.describe());
    }

    // Learning

    @Test
    void shouldDetectEveryFrameUntilTheBackgroundIsProven() {
        // When the picture is still for less than three seconds
        see(DrawnPicture.EMPTY, 15);

        // Then
        assertThat(observations).hasSize(15).noneMatch(Observation::earlyExit);
        assertThat(detector.tails).isEqualTo(15);
        assertThat(statuses()).extracting(CameraStatus::getState).containsOnly(CameraState.LEARNING);
    }

    @Test
    void shouldLeaveTheDetectorEarlyWhenTheBackgroundIsProven() {
        // Given
        see(DrawnPicture.EMPTY, 16);
        int learning = detector.tails;

        // When
        see(DrawnPicture.EMPTY, 10);

        // Then
        assertThat(detector.tails).isEqualTo(learning);
        assertThat(observations.subList(16, 26)).allMatch(Observation::earlyExit);
        CameraStatus status = last(statuses());
        assertThat(status.getState()).isEqualTo(CameraState.QUIET);
        assertThat(status.getReason()).isEqualTo(CameraHealth.PROVEN);
    }

    @Test
    void shouldStartAnewWhenThePictureChangesWhileLearning() {
        // Given
        see(DrawnPicture.EMPTY, 14);

        // When something lasting comes into view, and is there for less than three seconds
        see(DrawnPicture.of("....", "....", "..##", "..##"), 15);

        // Then
        assertThat(observations).noneMatch(Observation::earlyExit);
    }

    @Test
    void shouldSeeAVisitorWhoComesWhileLearning() {
        // Given
        see(DrawnPicture.EMPTY, 3);

        // When
        see(VISITOR, 1);

        // Then
        assertThat(sightings()).hasSize(2);
    }

    @Test
    void shouldNotTakeAVisitorWhoStandsStillForTheBackground() {
        // Given a visitor who came while the camera was learning
        see(DrawnPicture.EMPTY, 3);
        see(VISITOR, 1);

        // When the picture is still for five seconds, with the visitor in it
        see(VISITOR, 25);

        // Then
        assertThat(observations).noneMatch(Observation::earlyExit);
        assertThat(last(statuses()).getState()).isEqualTo(CameraState.LEARNING);
    }

    // A proven background

    @Test
    void shouldSendFacesWhenAVisitorComes() {
        // Given
        see(DrawnPicture.EMPTY, 20);

        // When
        see(VISITOR, 1);

        // Then
        List<FaceSighting> sightings = sightings();
        assertThat(sightings).hasSize(2);
        FaceSighting first = sightings.get(0);
        assertThat(first.getCamera()).isEqualTo(DOOR);
        assertThat(first.getOrigin().getTopic()).isEqualTo(topics.frames().name());
        assertThat(first.getOrigin().getOffset()).isEqualTo(20);
        assertThat(first.getOrigin().getSequence()).isEqualTo(20);
        assertThat(first.getOrigin().getCapturedAt()).isEqualTo(START.plus(FRAME.multipliedBy(20)));
        assertThat(first.getTrack()).isEqualTo(DOOR + "/" + EPOCH + "/20/0");
        assertThat(first.getBox().getLeft()).isEqualTo(100);
        assertThat(first.getPoints()).hasSize(5);
        assertThat(first.getMotion().getInside())
                .isGreaterThanOrEqualTo(first.getMotion().getThreshold());
        assertThat(first.getFace().remaining()).isEqualTo(144 * 144 * 3);
    }

    @Test
    void shouldTellWithAFaceAllThatTheDetectorFoundInTheFrame() {
        // Given a wall, on which there is a poster that only the rest of the detector sees
        see(DrawnPicture.EMPTY, 20);

        // When
        see(DrawnPicture.of("F...", "#...", "#...", "...P"), 1);

        // Then the poster is no sighting, but something that a detector finds
        List<FaceSighting> sightings = sightings();
        assertThat(sightings).singleElement().satisfies(sighting -> {
            assertThat(sighting.getDetections())
                    .extracting(DetectedBox::getBox, DetectedBox::getScore)
                    .containsExactly(
                            tuple(new Box(0f, 0f, 0.25f, 0.25f), 0.9f), tuple(new Box(0.75f, 0.75f, 1f, 1f), 0.9f));
            assertThat(sighting.getDetector()).isEqualTo("text");
            assertThat(sighting.getFrameWidth()).isEqualTo(DrawnPicture.PIXELS);
            assertThat(sighting.getFrameHeight()).isEqualTo(DrawnPicture.PIXELS);
            assertThat(sighting.getFeatures()).isNull();
        });
    }

    @Test
    void shouldTellTheFeaturesOfAFrameWithOneOfItsFacesWhenAllFramesAreSampled() {
        // Given
        restart(telling(1));
        see(DrawnPicture.EMPTY, 20);

        // When
        see(DrawnPicture.of("....", "F..F", "#..#", "#..#"), 1);

        // Then
        List<FaceSighting> sightings = sightings();
        assertThat(sightings).hasSize(2);
        Features features = sightings.get(0).getFeatures();
        assertThat(features.getLayer()).isEqualTo("text");
        assertThat(List.of(features.getChannels(), features.getHeight(), features.getWidth()))
                .containsExactly(10, 4, 4);
        float[] values = HalfFloats.decode(features.getValues());
        assertThat(values).hasSize(160);
        assertThat(values[0]).isEqualTo(1f); // the wall in the first cell, as the stem sees it
        assertThat(values[6 * 16 + 4]).isEqualTo(1f); // the visitor's face, first of the second row
        assertThat(sightings.get(1).getFeatures()).isNull();
    }

    @Test
    void shouldTellTheFeaturesOfTheSameFramesWheneverAboutHalfAreSampled() {
        // Given
        restart(telling(0.5));
        see(DrawnPicture.EMPTY, 20);

        // When
        for (int i = 0; i < 50; i++) {
            see(VISITOR, 1);
            see(STIRRED, 1);
        }

        // Then
        List<FaceSighting> firsts = sightings().stream()
                .filter(sighting -> sighting.getTrack().endsWith("/0")) // the first of two faces a frame
                .toList();
        long told = firsts.stream().filter(first -> first.getFeatures() != null).count();
        assertThat(firsts).hasSize(100);
        assertThat(told).isBetween(35L, 65L); // three standard deviations about the half
        assertThat(firsts).allSatisfy(first -> {
            String name = DOOR + "/" + EPOCH + "/" + first.getOrigin().getSequence();
            double lot = HashSampling.fraction(Sha256.hex(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8))));
            assertThat(first.getFeatures() != null).isEqualTo(lot < 0.5);
        });
    }

    @Test
    void shouldTellOfActivityOnceWhenAVisitorComesAndGoes() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        statuses();

        // When
        see(VISITOR, 5);
        see(DrawnPicture.EMPTY, 10);

        // Then
        List<CameraState> states = new ArrayList<>();
        statuses().forEach(status -> {
            if (states.isEmpty() || last(states) != status.getState()) {
                states.add(status.getState());
            }
        });
        assertThat(states).containsExactly(CameraState.ACTIVE, CameraState.QUIET);
    }

    @Test
    void shouldSendATickIntoTheFacesTopicWithEachStatus() {
        // When
        see(DrawnPicture.EMPTY, 20);
        see(VISITOR, 2);
        see(DrawnPicture.EMPTY, 10);

        // Then
        assertThat(faceRecords())
                .filteredOn(CameraTick.class::isInstance)
                .extracting(tick -> ((CameraTick) tick).getCapturedAt())
                .isEqualTo(statuses().stream().map(CameraStatus::getAt).toList())
                .hasSizeGreaterThan(3);
    }

    @Test
    void shouldSendATickAfterTheFacesOfItsFrame() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        faceRecords();

        // When
        see(VISITOR, 1);

        // Then
        assertThat(faceRecords())
                .extracting(Object::getClass)
                .containsExactly(FaceSighting.class, FaceSighting.class, CameraTick.class);
    }

    @Test
    void shouldFollowAFaceUnderOneTrackAndAnotherUnderItsOwn() {
        // Given
        see(DrawnPicture.EMPTY, 20);

        // When a face stays, and another turns up elsewhere
        see(DrawnPicture.of("....", "F...", "#...", "#..."), 2);
        see(DrawnPicture.of("....", "F..F", "#..#", "#..#"), 1);

        // Then
        assertThat(sightings())
                .extracting(FaceSighting::getTrack)
                .containsExactly(track(20), track(20), track(20), track(22));
    }

    @Test
    void shouldKeepTheTrackWhenAFaceIsOutOfSightForAMoment() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        see(VISITOR, 1);

        // When
        see(DrawnPicture.EMPTY, 3);
        see(VISITOR, 1);

        // Then
        assertThat(sightings()).extracting(FaceSighting::getTrack).hasSize(4).satisfies(tracks -> assertThat(
                        tracks.stream().distinct())
                .hasSize(2));
    }

    @Test
    void shouldDropAFaceThatDoesNotMoveWhenItIsOnAPoster() {
        // Given a poster on the wall, seen from the first frame on
        DrawnPicture poster = DrawnPicture.of("P...", "....", "....", "....");
        see(poster, 60);
        int learning = detector.tails;

        // When somebody without a visible face passes at the other side, so that the tail runs and finds the poster
        see(DrawnPicture.of("P...", "....", "...#", "...#"), 5);

        // Then
        assertThat(detector.tails).isEqualTo(learning + 5);
        assertThat(sightings()).isEmpty();
    }

    @Test
    void shouldLookCloselyWhenEverythingChanges() {
        // Given
        see(DrawnPicture.EMPTY, 20);

        // When a visitor's face fills the picture
        see(DrawnPicture.of("####", "#FF#", "#FF#", "####"), 10);

        // Then
        assertThat(sightings()).hasSize(40);
        assertThat(observations.subList(20, 30)).noneMatch(Observation::earlyExit);
    }

    @Test
    void shouldLookCloselyWhenADistanceIsNotANumber() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        int before = detector.tails;

        // When
        see(DrawnPicture.of("N...", "....", "....", "...."), 2);

        // Then it is detected, and not learnt: the next quiet frame leaves early again
        assertThat(detector.tails).isEqualTo(before + 2);
        see(DrawnPicture.EMPTY, 1);
        assertThat(last(observations).earlyExit()).isTrue();
    }

    @Test
    void shouldSendAStatusEverySecondWhenNothingHappens() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        statuses();

        // When ten seconds pass
        see(DrawnPicture.EMPTY, 50);

        // Then
        List<CameraStatus> statuses = statuses();
        assertThat(statuses).hasSize(10);
        assertThat(last(statuses).getFrames()).isBetween(66L, 70L);
        assertThat(last(statuses).getEarlyExits()).isEqualTo(last(statuses).getFrames() - 16);
    }

    // A lasting change

    @Test
    void shouldAbsorbSomethingThatIsPutDown() {
        // Given
        see(DrawnPicture.EMPTY, 25);

        // When a pram stays for half a minute
        DrawnPicture pram = DrawnPicture.of("....", "....", "..##", "..##");
        see(pram, 150);

        // Then
        assertThat(states())
                .containsExactly(CameraState.LEARNING, CameraState.QUIET, CameraState.ACTIVE, CameraState.QUIET);
        assertThat(observations.subList(150, 175)).allMatch(WatchTopologyTest::isQuiet);
        see(DrawnPicture.of("....", ".FF.", ".##.", "..##"), 1);
        assertThat(sightings()).as("a visitor before it").hasSize(2);
    }

    @Test
    void shouldTakeAFaceForAPosterWhenItHasNotMovedForTenSeconds() {
        // Given
        see(DrawnPicture.EMPTY, 25);

        // When a poster is hung up
        see(DrawnPicture.of("....", ".F..", "....", "...."), 50);
        sightings();
        see(DrawnPicture.of("....", ".F..", "....", "...."), 100);

        // Then
        assertThat(sightings()).isEmpty();
        assertThat(last(observations).earlyExit()).isTrue();
    }

    @Test
    void shouldNotAbsorbAVisitorWhoStirsNowAndThen() {
        // Given
        see(DrawnPicture.EMPTY, 25);

        // When a visitor stands there for two minutes and stirs every five seconds
        DrawnPicture still = DrawnPicture.of("....", ".F..", ".#..", ".#..");
        DrawnPicture stirred = DrawnPicture.of("....", ".G..", ".%..", ".#..");
        for (int i = 0; i < 12; i++) {
            see(still, 25);
            see(stirred, 25);
        }

        // Then
        assertThat(observations.subList(25, 625))
                .noneMatch(Observation::earlyExit)
                .allMatch(seen -> seen.faces() == 1);
        assertThat(last(statuses()).getState()).isEqualTo(CameraState.ACTIVE);
    }

    @Test
    void shouldTellThatTheCameraHasMovedAndLearnItsNewView() {
        // Given
        see(DrawnPicture.EMPTY, 25);

        // When
        see(DrawnPicture.ELSEWHERE, 350);

        // Then
        assertThat(states())
                .containsExactly(
                        CameraState.LEARNING,
                        CameraState.QUIET,
                        CameraState.ACTIVE,
                        CameraState.MOVED,
                        CameraState.QUIET);
        assertThat(observations.subList(150, 160)).allMatch(WatchTopologyTest::isQuiet);
    }

    @Test
    void shouldTellOfACoveredLensAndGoOnAsBeforeWhenItIsFree() {
        // Given
        see(DrawnPicture.EMPTY, 25);

        // When a hand lies on the lens for eight seconds
        see(DrawnPicture.COVERED, 40);
        see(DrawnPicture.EMPTY, 20);

        // Then
        assertThat(states())
                .containsExactly(
                        CameraState.LEARNING,
                        CameraState.QUIET,
                        CameraState.ACTIVE,
                        CameraState.COVERED,
                        CameraState.QUIET);
        assertThat(observations.subList(25, 65)).as("looked at closely").noneMatch(Observation::earlyExit);
        assertThat(observations.subList(65, 85)).as("not learnt").allMatch(Observation::earlyExit);
    }

    @Test
    void shouldNotTakeADarkNightForTheBackgroundHoweverLongItLasts() {
        // Given
        see(DrawnPicture.EMPTY, 25);

        // When
        see(DrawnPicture.COVERED, 300);
        see(DrawnPicture.EMPTY, 1);

        // Then
        assertThat(last(observations)).matches(WatchTopologyTest::isQuiet);
    }

    @Test
    void shouldKeepDayAndInfraredApart() {
        // Given a camera that knows its day
        see(DrawnPicture.EMPTY, 25);

        // When night falls, and is learnt
        see(DrawnPicture.INFRARED, Spectrum.INFRARED, 25);
        int learnt = observations.size();

        // Then neither switch costs anything
        see(DrawnPicture.EMPTY, 5);
        see(DrawnPicture.INFRARED, Spectrum.INFRARED, 5);
        see(DrawnPicture.EMPTY, 5);
        assertThat(observations.subList(learnt, learnt + 15)).allMatch(Observation::earlyExit);
        assertThat(states())
                .containsExactly(CameraState.LEARNING, CameraState.QUIET, CameraState.LEARNING, CameraState.QUIET);
        assertThat(backgrounds().get(DOOR + "/INFRARED")).isNotNull();
    }

    // Calibration and audits

    @Test
    void shouldDetectAQuietFrameEveryHalfMinuteToSeeWhatItMisses() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        int tails = detector.tails;

        // When two minutes pass
        see(DrawnPicture.EMPTY, 600);

        // Then
        assertThat(detector.tails).isEqualTo(tails + 4);
        assertThat(observations.stream().filter(Observation::audit)).hasSize(4);
        CameraStatus status = last(statuses());
        assertThat(status.getAudits()).isEqualTo(4);
        assertThat(status.getAuditMisses()).isZero();
        assertThat(status.getMissRate().getShare()).isZero();
        assertThat(status.getMissRate().getHigh()).isBetween(0.48f, 0.50f);
    }

    @Test
    void shouldTellOfTheCamerasOwnThreshold() {
        // When the camera is seen to have no noise
        see(DrawnPicture.EMPTY, 500);

        // Then the threshold is the lowest, for the store as for those who listen
        float floor = WatchSettings.defaults().scene().floor();
        assertThat(last(statuses()).getThreshold()).isEqualTo(floor);
        assertThat(last(observations).threshold()).isEqualTo(floor);
        assertThat(backgrounds().get(KEY).getNoisePeriods()).isPositive();
    }

    // Overload

    @Test
    void shouldShedWhatIsTooOldAndTellOfIt() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        statuses();

        // When this machine is six seconds late for four seconds
        driver.advanceWallClockTime(Duration.ofSeconds(6));
        see(DrawnPicture.EMPTY, 20);

        // Then one frame in each second is looked at
        assertThat(observations).hasSize(25 + 4);
        assertThat(sheds).hasSize(16).allSatisfy(shed -> {
            assertThat(shed.camera()).isEqualTo(DOOR);
            assertThat(shed.age()).isEqualTo(Duration.ofSeconds(6));
        });
        List<CameraStatus> statuses = statuses();
        assertThat(statuses).as("the heart beats on").hasSize(4);
        assertThat(last(statuses).getShed()).isBetween(12L, 16L);
        assertThat(last(statuses).getFrames()).isBetween(28L, 29L);
        assertThat(letters()).isEmpty();
    }

    @Test
    void shouldRefuseARepeatedFrameThoughTheFirstWasShed() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        driver.advanceWallClockTime(Duration.ofSeconds(6));
        see(DrawnPicture.EMPTY, 3);
        assertThat(sheds).isNotEmpty();

        // When
        publish(DOOR, frame().setSequence(sequence - 1).build());

        // Then
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(Reason.NOT_IN_SEQUENCE);
    }

    @Test
    void shouldShedNothingOnceItHasCaughtUp() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        driver.advanceWallClockTime(Duration.ofSeconds(6));
        see(DrawnPicture.EMPTY, 5);
        sheds.clear();

        // When
        now = now.plusSeconds(6);
        see(DrawnPicture.EMPTY, 20);

        // Then
        assertThat(sheds).isEmpty();
    }

    @Test
    void shouldLookAtTheFirstFrameOfACameraThatStartsAnew() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        driver.advanceWallClockTime(Duration.ofSeconds(60));

        // When
        publish(DOOR, frame().setEpoch(EPOCH + 1).build());

        // Then
        assertThat(sheds).isEmpty();
        assertThat(last(observations).earlyExit()).isTrue();
    }

    @Test
    void shouldNeverShedACameraThatRingsAndLetOthersMakeWay() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        publish("door-2", frame().setCamera("door-2").build());

        // When this machine is two seconds late, and somebody rings
        driver.advanceWallClockTime(Duration.ofSeconds(2));
        publish(DOOR, frame().setRinging(true).build());
        for (int i = 0; i < 10; i++) {
            publish(DOOR, frame().build());
            publish("door-2", frame().setCamera("door-2").build());
        }

        // Then
        assertThat(sheds).extracting(Shed::camera).containsOnly("door-2").hasSizeBetween(5, 7);
    }

    @Test
    void shouldShedNothingInReplay() {
        // Given
        restart(WatchSettings.defaults().replaying());

        // When frames of a year ago are played
        driver.advanceWallClockTime(Duration.ofDays(365));
        see(DrawnPicture.EMPTY, 25);

        // Then
        assertThat(observations).hasSize(25);
        assertThat(sheds).isEmpty();
    }

    // Silence

    @Test
    void shouldTellOnceThatACameraIsSilent() {
        // Given
        see(DrawnPicture.EMPTY, 25);
        Instant last = now.minus(FRAME);
        statuses();

        // When nothing comes for a minute
        pass(Duration.ofSeconds(60), Duration.ofSeconds(1));

        // Then
        CameraStatus status = statuses().get(0);
        assertThat(status.getState()).isEqualTo(CameraState.SILENT);
        assertThat(status.getSince()).isEqualTo(last);
        assertThat(status.getAt()).isEqualTo(last);
        assertThat(status.getReason()).isEqualTo(CameraHealth.UNHEARD);
        assertThat(announced).hasSize(all.size());
        assertThat(statuses()).isEmpty();

        // And when it is there again
        see(DrawnPicture.EMPTY, 1);
        assertThat(states()).endsWith(CameraState.QUIET, CameraState.SILENT, CameraState.QUIET);
    }

    @Test
    void shouldNotCallACameraSilentBeforeTenSecondsAreOver() {
        see(DrawnPicture.EMPTY, 25);

        pass(Duration.ofSeconds(9), Duration.ofSeconds(1));
        see(DrawnPicture.EMPTY, 1);

        assertThat(states()).doesNotContain(CameraState.SILENT);
    }

    @Test
    void shouldCallNoCameraSilentInReplay() {
        restart(WatchSettings.defaults().replaying());
        see(DrawnPicture.EMPTY, 25);

        pass(Duration.ofSeconds(60), Duration.ofSeconds(1));

        assertThat(states()).doesNotContain(CameraState.SILENT);
    }

    // State

    @Test
    void shouldWriteTheBackgroundEveryFewSecondsOnly() {
        // When
        see(DrawnPicture.EMPTY, 1 + 75);

        // Then: when it was proven, and every five seconds
        List<Instant> written = changelog();
        assertThat(written).hasSize(3);
    }

    @Test
    void shouldGoOnWithEarlyExitWhenItIsStartedAgain() {
        // Given a camera with a proven background
        see(DrawnPicture.EMPTY, 20);
        BackgroundState background = backgrounds().get(KEY);
        CameraWatchState camera = cameras().get(DOOR);
        driver.close();

        // When another instance takes over, with the state from the changelog
        driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
        backgrounds().put(KEY, background);
        cameras().put(DOOR, camera);
        observations.clear();
        see(DrawnPicture.EMPTY, 1);

        // Then
        assertThat(observations).singleElement().matches(Observation::earlyExit);
    }

    @Test
    void shouldLearnAnewWhenTheStoredBackgroundIsOfAnotherStem() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        BackgroundState stored = backgrounds().get(KEY);
        CameraWatchState camera = cameras().get(DOOR);
        driver.close();

        // When
        driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
        backgrounds()
                .put(KEY, BackgroundState.newBuilder(stored).setStem("other").build());
        cameras().put(DOOR, camera);
        observations.clear();
        see(DrawnPicture.EMPTY, 1);

        // Then
        assertThat(observations).singleElement().matches(observation -> !observation.earlyExit());
    }

    // At the door

    @ParameterizedTest
    @CsvSource({
        "'', BAD_CAMERA",
        "a/b, BAD_CAMERA",
    })
    void shouldTurnAwayAFrameWhenItsCameraIdIsBad(String id, Reason reason) {
        // When
        publish(id, frame().setCamera(id).build());

        // Then
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(reason);
    }

    @Test
    void shouldTurnAwayAFrameWhenItsKeyIsOfAnotherCamera() {
        publish("door-2", frame().build());

        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(Reason.BAD_CAMERA);
    }

    @Test
    void shouldTurnAwayARecordWhenItHasNoValue() {
        publish(DOOR, null);

        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(Reason.EMPTY_VALUE);
    }

    @Test
    void shouldTurnAwayAPictureWhenItsHeaderIsImpossible() {
        // When
        publish(DOOR, frame().setImage(ByteBuffer.allocate(0)).build());
        publish(DOOR, frame().setImage(null).build());
        publish(
                DOOR,
                frame().setImage(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)))
                        .build());
        publish(DOOR, frame().setImage(png(0, 0)).build());
        publish(DOOR, frame().setImage(png(20_000, 20_000)).build());

        // Then
        assertThat(letters())
                .extracting(DeadLetter::getReason)
                .containsExactly(
                        Reason.EMPTY_IMAGE,
                        Reason.EMPTY_IMAGE,
                        Reason.NOT_AN_IMAGE,
                        Reason.ZERO_SIZE,
                        Reason.TOO_MANY_PIXELS);
    }

    @Test
    void shouldTurnAwayAFrameWhenItIsFromTheFarFuture() {
        // When
        publish(DOOR, frame().setCapturedAt(now.plus(Duration.ofDays(3650))).build());

        // Then the time of the others is not moved by it
        see(DrawnPicture.EMPTY, 20);
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(Reason.TIME_IN_FUTURE);
        assertThat(observations).hasSize(20);
    }

    @Test
    void shouldTurnAwayAFrameWhenItIsFromBeforeTime() {
        publish(DOOR, frame().setCapturedAt(Instant.EPOCH).build());

        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(Reason.TIME_INVALID);
    }

    @Test
    void shouldTurnAwayAFrameWhenItsSequenceOrTimeGoesBack() {
        // Given
        see(DrawnPicture.EMPTY, 3);

        // When
        publish(DOOR, frame().setSequence(2).build());
        publish(DOOR, frame().setSequence(1).build());
        publish(DOOR, frame().setEpoch(EPOCH - 1).setCapturedAt(START).build());
        publish(DOOR, frame().setCapturedAt(START).build());

        // Then
        assertThat(letters()).extracting(DeadLetter::getReason).hasSize(4).containsOnly(Reason.NOT_IN_SEQUENCE);
    }

    @Test
    void shouldGoOnWhenACameraStartsAnewWithLowerNumbers() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        letters();

        // When
        sequence = 0;
        publish(DOOR, frame().setEpoch(EPOCH + 1_000_000).build());

        // Then, and with the background that it had
        assertThat(letters()).isEmpty();
        assertThat(last(observations).earlyExit()).isTrue();
        assertThat(last(statuses()).getFrames()).isEqualTo(21);
    }

    @Test
    void shouldGoOnWhenACameraStartedBeforeItsClockWasSet() {
        // Given
        see(DrawnPicture.EMPTY, 20);

        // When its epoch is of years ago, and its frames are of now
        sequence = 0;
        publish(DOOR, frame().setEpoch(1).build());
        publish(DOOR, frame().setEpoch(1).build());

        // Then
        assertThat(letters()).isEmpty();
        assertThat(observations).hasSize(22);
    }

    @Test
    void shouldPassOnNeitherHeadersNorLongKeysOfAPublisher() {
        // Given
        see(DrawnPicture.EMPTY, 20);
        Headers headers = new RecordHeaders().add("large", new byte[2_000_000]);
        var frames = driver.createInputTopic(
                topics.frames().name(),
                topics.frames().key().serializer(),
                topics.frames().value().serializer());

        // When
        Frame visitor = frame().setImage(VISITOR.encoded()).build();
        frames.pipeInput(new TestRecord<>(DOOR, visitor, headers, now));
        frames.pipeInput(new TestRecord<>("x".repeat(2_000_000), visitor, headers, now));

        // Then
        assertThat(output(topics.faces()).readRecordsToList())
                .isNotEmpty()
                .allMatch(record -> record.headers().toArray().length == 0);
        assertThat(output(topics.deadLetters()).readRecordsToList())
                .singleElement()
                .matches(record -> record.key() == null && record.headers().toArray().length == 0);
    }

    @Test
    void shouldSayWhereADeadLetterCameFrom() {
        // Given
        see(DrawnPicture.EMPTY, 2);

        // When
        publish(DOOR, frame().setImage(null).build());

        // Then
        DeadLetter letter = letters().get(0);
        assertThat(letter.getStage()).isEqualTo("vestibule-watch/watch");
        assertThat(letter.getTopic()).isEqualTo(topics.frames().name());
        assertThat(letter.getPartition()).isZero();
        assertThat(letter.getOffset()).isEqualTo(2);
    }

    @Test
    void shouldSetAsideBytesThatAreNoFrameAndLiveOn() {
        // When
        driver.createInputTopic(topics.frames().name(), new StringSerializer(), new ByteArraySerializer())
                .pipeInput(DOOR, "no frame at all".getBytes(StandardCharsets.UTF_8), now);
        see(DrawnPicture.EMPTY, 1);

        // Then
        DeadLetter letter = letters().get(0);
        assertThat(letter.getReason()).isEqualTo(Reason.NOT_AVRO);
        assertThat(letter.getStage()).isEqualTo("vestibule-watch/frames-source");
        assertThat(letter.getSize()).isEqualTo(15);
        assertThat(observations).hasSize(1);
    }

    @Test
    void shouldFindThePictureInTheFrameStoreWhenTheFrameHoldsAReference() {
        // Given
        driver.close();
        driver = new TopologyTestDriver(
                topology(name -> name.equals("abc") ? Optional.of(DrawnPicture.EMPTY.encoded()) : Optional.empty()),
                properties(),
                now);

        // When
        publish(DOOR, frame().setImage(null).setReference("abc").build());
        publish(DOOR, frame().setImage(null).setReference("xyz").build());

        // Then
        assertThat(observations).hasSize(1);
        assertThat(letters()).extracting(DeadLetter::getReason).containsExactly(Reason.UNKNOWN_REFERENCE);
    }

    private Topology topology(FrameStore store) {
        return topology(store, WatchSettings.defaults());
    }

    /** The defaults, with features for a share of the frames. */
    private static WatchSettings telling(double share) {
        WatchSettings usual = WatchSettings.defaults();
        return new WatchSettings(
                usual.scene(),
                usual.calmAfter(),
                usual.alarms(),
                usual.deadline(),
                usual.ringingFor(),
                usual.replay(),
                usual.heartbeat(),
                usual.writeEvery(),
                usual.trackFor(),
                usual.futureTolerance(),
                usual.maximumPixels(),
                share);
    }

    private void restart(WatchSettings settings) {
        driver.close();
        driver = new TopologyTestDriver(topology(FrameStore.NONE, settings), properties(), now);
    }

    private Topology topology(FrameStore store, WatchSettings settings) {
        return new WatchTopology(
                        topics,
                        DrawnPicture.decoder(),
                        detector,
                        DrawnPicture.reader(),
                        store,
                        settings,
                        new WatchObserver() {
                            @Override
                            public void observed(Observation observation) {
                                observations.add(observation);
                            }

                            @Override
                            public void shed(Shed shed) {
                                sheds.add(shed);
                            }

                            @Override
                            public void announced(CameraStatus status) {
                                announced.add(status);
                            }
                        })
                .build();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of("vestibule-watch", topics));
        properties.put(StreamsConfig.STATE_DIR_CONFIG, folder.toString());
        // The test driver forgets what a handler sends within a transaction; transactions are tested on a real broker.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        return properties;
    }

    /** Frames of one view, one every 200 ms. */
    private void see(DrawnPicture view, int frames) {
        see(view, Spectrum.VISIBLE, frames);
    }

    private void see(DrawnPicture view, Spectrum spectrum, int frames) {
        for (int i = 0; i < frames; i++) {
            publish(DOOR, frame().setImage(view.encoded()).setSpectrum(spectrum).build());
        }
    }

    /** The next frame of the door. */
    private Frame.Builder frame() {
        return Frame.newBuilder()
                .setCamera(DOOR)
                .setEpoch(EPOCH)
                .setSequence(sequence)
                .setCapturedAt(now)
                .setEncoding(Encoding.PNG)
                .setSpectrum(Spectrum.VISIBLE)
                .setImage(DrawnPicture.EMPTY.encoded());
    }

    private void publish(String key, Frame frame) {
        driver.createInputTopic(
                        topics.frames().name(),
                        topics.frames().key().serializer(),
                        topics.frames().value().serializer())
                .pipeInput(key, frame, now);
        sequence++;
        pass(FRAME);
    }

    /** Time passes at the camera and here. */
    private void pass(Duration time) {
        driver.advanceWallClockTime(time);
        now = now.plus(time);
    }

    /** Time passes in steps of this length: the driver looks at its clock after each. */
    private void pass(Duration time, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            pass(step);
        }
    }

    /** Whether nothing seemed to be there, be it looked at all the same. */
    private static boolean isQuiet(Observation seen) {
        return seen.earlyExit() || seen.audit();
    }

    private static String track(int sequence) {
        return DOOR + "/" + EPOCH + "/" + sequence + "/0";
    }

    private List<FaceSighting> sightings() {
        return faceRecords().stream()
                .filter(FaceSighting.class::isInstance)
                .map(FaceSighting.class::cast)
                .toList();
    }

    /** The faces and ticks since the last call. */
    private List<SpecificRecord> faceRecords() {
        return output(topics.faces()).readValuesToList();
    }

    /** Those that were not read before. */
    private List<CameraStatus> statuses() {
        List<CameraStatus> statuses = output(topics.cameras()).readValuesToList();
        all.addAll(statuses);
        return statuses;
    }

    /** The states that the camera has entered, oldest first. */
    private List<CameraState> states() {
        statuses();
        List<CameraState> states = new ArrayList<>();
        for (CameraStatus status : all) {
            if (states.isEmpty() || last(states) != status.getState()) {
                states.add(status.getState());
            }
        }
        return states;
    }

    private List<DeadLetter> letters() {
        return output(topics.deadLetters()).readValuesToList();
    }

    private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    private org.apache.kafka.streams.state.KeyValueStore<String, BackgroundState> backgrounds() {
        return driver.getKeyValueStore(WatchTopology.BACKGROUNDS);
    }

    private org.apache.kafka.streams.state.KeyValueStore<String, CameraWatchState> cameras() {
        return driver.getKeyValueStore(WatchTopology.CAMERAS);
    }

    private List<Instant> changelog() {
        return driver
                .createOutputTopic(
                        "vestibule-watch-" + WatchTopology.BACKGROUNDS + "-changelog",
                        topics.frames().key().deserializer(),
                        io.vestibule.schemas.serdes.AvroSerde.of(BackgroundState.class)
                                .deserializer())
                .readValuesToList()
                .stream()
                .map(BackgroundState::getWrittenAt)
                .toList();
    }

    private static ByteBuffer png(int width, int height) {
        return ByteBuffer.allocate(24)
                .putLong(0x89504E470D0A1A0AL)
                .putLong(0)
                .putInt(width)
                .putInt(height)
                .flip();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
