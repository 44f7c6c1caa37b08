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
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatchTopologyTest {

    private static final String CAMERA = "door-1";
    private static final String KEY = CAMERA + "/VISIBLE";
    private static final Instant START = Instant.parse("2026-03-01T08:00:00Z");
    private static final long EPOCH = START.minusSeconds(60).toEpochMilli() * 1000;
    private static final Duration FRAME = Duration.ofMillis(200);
    private static final DrawnPicture VISITOR = DrawnPicture.of("....", ".FF.", ".##.", ".##.");

    private static final DrawnPicture VISITOR_MOVED = DrawnPicture.of("....", ".GG.", ".%%.", ".%%.");

    private final Topics topics = Topics.defaults();
    private final DrawnPicture.Detector detector = new DrawnPicture.Detector();
    private final List<Observation> observations = new ArrayList<>();
    private final List<Shed> sheds = new ArrayList<>();
    private final List<CameraStatus> announced = new ArrayList<>();
    private int damages;

    /** All statuses that were read. */
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

    @Nested
    class Learning {

        @Test
        void shouldDetectEveryFrameUntilTheBackgroundIsKnown() {
            // When the picture does not change for less than three seconds
            see(DrawnPicture.EMPTY, 15);

            // Then
            assertThat(observations).hasSize(15).noneMatch(Observation::earlyExit);
            assertThat(detector.tailRuns).isEqualTo(15);
            assertThat(statuses()).extracting(CameraStatus::getState).containsOnly(CameraState.LEARNING);
        }

        @Test
        void shouldExitEarlyWhenTheBackgroundIsKnown() {
            // Given
            see(DrawnPicture.EMPTY, 16);
            int learning = detector.tailRuns;

            // When
            see(DrawnPicture.EMPTY, 10);

            // Then
            assertThat(detector.tailRuns).isEqualTo(learning);
            assertThat(observations.subList(16, 26)).allMatch(Observation::earlyExit);
            CameraStatus status = last(statuses());
            assertThat(status.getState()).isEqualTo(CameraState.QUIET);
            assertThat(status.getReason()).isEqualTo(CameraHealth.KNOWN_BACKGROUND);
        }

        @Test
        void shouldRestartLearningWhenThePictureChanges() {
            // Given
            see(DrawnPicture.EMPTY, 14);

            // When an object appears, and remains for less than three seconds
            see(DrawnPicture.of("....", "....", "..##", "..##"), 15);

            // Then
            assertThat(observations).noneMatch(Observation::earlyExit);
        }

        @Test
        void shouldSendTheFacesOfAVisitorWhenStillLearning() {
            // Given
            see(DrawnPicture.EMPTY, 3);

            // When
            see(VISITOR, 1);

            // Then
            assertThat(sightings()).hasSize(2);
        }

        @Test
        void shouldNotLearnAVisitorWhenTheyStandStill() {
            // Given
            see(DrawnPicture.EMPTY, 3);
            see(VISITOR, 1);

            // When the picture does not change for five seconds, with the visitor in it
            see(VISITOR, 25);

            // Then
            assertThat(observations).noneMatch(Observation::earlyExit);
            assertThat(last(statuses()).getState()).isEqualTo(CameraState.LEARNING);
        }
    }

    @Nested
    class KnownBackground {

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
            assertThat(first.getCamera()).isEqualTo(CAMERA);
            assertThat(first.getOrigin().getTopic()).isEqualTo(topics.frames().name());
            assertThat(first.getOrigin().getOffset()).isEqualTo(20);
            assertThat(first.getOrigin().getSequence()).isEqualTo(20);
            assertThat(first.getOrigin().getCapturedAt()).isEqualTo(START.plus(FRAME.multipliedBy(20)));
            assertThat(first.getTrack()).isEqualTo(CAMERA + "/" + EPOCH + "/20/0");
            assertThat(first.getBox().getLeft()).isEqualTo(100);
            assertThat(first.getPoints()).hasSize(5);
            assertThat(first.getMotion().getInside())
                    .isGreaterThanOrEqualTo(first.getMotion().getThreshold());
            assertThat(first.getFace().remaining()).isEqualTo(144 * 144 * 3);
        }

        @Test
        void shouldIncludeAllDetectionsOfTheFrameWhenItSendsAFace() {
            // Given
            see(DrawnPicture.EMPTY, 20);

            // When
            see(DrawnPicture.of("F...", "#...", "#...", "...P"), 1);

            // Then the poster is not sent as a face, but it is among the detections
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
        void shouldIncludeTheFeaturesInTheFirstFaceOnlyWhenAllFramesAreSampled() {
            // Given
            restart(samplingFeatures(1));
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
        void shouldSampleTheSameFramesInEveryRunWhenAboutHalfAreSampled() {
            // Given
            restart(samplingFeatures(0.5));
            see(DrawnPicture.EMPTY, 20);

            // When
            for (int i = 0; i < 50; i++) {
                see(VISITOR, 1);
                see(VISITOR_MOVED, 1);
            }

            // Then
            List<FaceSighting> firsts = sightings().stream()
                    .filter(sighting -> sighting.getTrack().endsWith("/0")) // the first of two faces a frame
                    .toList();
            long sampled =
                    firsts.stream().filter(first -> first.getFeatures() != null).count();
            assertThat(firsts).hasSize(100);
            assertThat(sampled).isBetween(35L, 65L); // three standard deviations about the half
            assertThat(firsts).allSatisfy(first -> {
                String name = CAMERA + "/" + EPOCH + "/" + first.getOrigin().getSequence();
                double lot = HashSampling.fraction(Sha256.hex(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8))));
                assertThat(first.getFeatures() != null).isEqualTo(lot < 0.5);
            });
        }

        @Test
        void shouldAnnounceActivityOnceWhenAVisitorComesAndGoes() {
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
        void shouldSendATickToTheFacesTopicWhenItSendsAStatus() {
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
        void shouldSendATickAfterTheFacesWhenTheyAreOfOneFrame() {
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
        void shouldGiveEachFaceItsOwnTrackWhenThereAreTwo() {
            // Given
            see(DrawnPicture.EMPTY, 20);

            // When a face remains and another appears
            see(DrawnPicture.of("....", "F...", "#...", "#..."), 2);
            see(DrawnPicture.of("....", "F..F", "#..#", "#..#"), 1);

            // Then
            assertThat(sightings())
                    .extracting(FaceSighting::getTrack)
                    .containsExactly(track(20), track(20), track(20), track(22));
        }

        @Test
        void shouldKeepTheTrackWhenAFaceIsBrieflyOutOfSight() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            see(VISITOR, 1);

            // When
            see(DrawnPicture.EMPTY, 3);
            see(VISITOR, 1);

            // Then
            assertThat(sightings())
                    .extracting(FaceSighting::getTrack)
                    .hasSize(4)
                    .satisfies(tracks -> assertThat(tracks.stream().distinct()).hasSize(2));
        }

        @Test
        void shouldNotSendAFaceWhenItIsOnAPoster() {
            // Given
            DrawnPicture poster = DrawnPicture.of("P...", "....", "....", "....");
            see(poster, 60);
            int learning = detector.tailRuns;

            // When a person without a visible face passes, so that the detector finds the poster
            see(DrawnPicture.of("P...", "....", "...#", "...#"), 5);

            // Then
            assertThat(detector.tailRuns).isEqualTo(learning + 5);
            assertThat(sightings()).isEmpty();
        }

        @Test
        void shouldDetectFramesWhenEverythingChanges() {
            // Given
            see(DrawnPicture.EMPTY, 20);

            // When
            see(DrawnPicture.of("####", "#FF#", "#FF#", "####"), 10);

            // Then
            assertThat(sightings()).hasSize(40);
            assertThat(observations.subList(20, 30)).noneMatch(Observation::earlyExit);
        }

        @Test
        void shouldDetectTheFrameAndLearnNothingWhenADistanceIsNotANumber() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            int before = detector.tailRuns;

            // When
            see(DrawnPicture.of("N...", "....", "....", "...."), 2);

            // Then
            assertThat(detector.tailRuns).isEqualTo(before + 2);
            see(DrawnPicture.EMPTY, 1);
            assertThat(last(observations).earlyExit()).isTrue();
        }

        @Test
        void shouldSendAStatusEverySecondWhenNothingHappens() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            statuses();

            // When
            see(DrawnPicture.EMPTY, 50);

            // Then
            List<CameraStatus> statuses = statuses();
            assertThat(statuses).hasSize(10);
            assertThat(last(statuses).getFrames()).isBetween(66L, 70L);
            assertThat(last(statuses).getEarlyExits()).isEqualTo(last(statuses).getFrames() - 16);
        }
    }

    @Nested
    class PermanentChange {

        @Test
        void shouldAbsorbAnObjectWhenItRemains() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // When
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
        void shouldTreatAFaceAsAPosterWhenItHasNotMovedForTenSeconds() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // When
            see(DrawnPicture.of("....", ".F..", "....", "...."), 50);
            sightings();
            see(DrawnPicture.of("....", ".F..", "....", "...."), 100);

            // Then
            assertThat(sightings()).isEmpty();
            assertThat(last(observations).earlyExit()).isTrue();
        }

        @Test
        void shouldNotAbsorbAVisitorWhenTheyMoveNowAndThen() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // When
            DrawnPicture still = DrawnPicture.of("....", ".F..", ".#..", ".#..");
            DrawnPicture moved = DrawnPicture.of("....", ".G..", ".%..", ".#..");
            for (int i = 0; i < 12; i++) {
                see(still, 25);
                see(moved, 25);
            }

            // Then
            assertThat(observations.subList(25, 625))
                    .noneMatch(Observation::earlyExit)
                    .allMatch(seen -> seen.faces() == 1);
            assertThat(last(statuses()).getState()).isEqualTo(CameraState.ACTIVE);
        }

        @Test
        void shouldAnnounceAMovedCameraAndLearnItsNewViewWhenTheViewChanges() {
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
        void shouldAnnounceACoveredLensAndContinueWhenItIsFreeAgain() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // When
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
            assertThat(observations.subList(25, 65)).as("detected").noneMatch(Observation::earlyExit);
            assertThat(observations.subList(65, 85))
                    .as("not learnt from the hand")
                    .allMatch(Observation::earlyExit);
        }

        @Test
        void shouldNotLearnDarknessWhenItLastsLong() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // When
            see(DrawnPicture.COVERED, 300);
            see(DrawnPicture.EMPTY, 1);

            // Then
            assertThat(last(observations)).matches(WatchTopologyTest::isQuiet);
        }

        @Test
        void shouldKeepSeparateBackgroundsWhenTheSpectrumChanges() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // Given
            see(DrawnPicture.INFRARED, Spectrum.INFRARED, 25);
            int learnt = observations.size();

            // When
            see(DrawnPicture.EMPTY, 5);
            see(DrawnPicture.INFRARED, Spectrum.INFRARED, 5);
            see(DrawnPicture.EMPTY, 5);
            assertThat(observations.subList(learnt, learnt + 15)).allMatch(Observation::earlyExit);
            assertThat(states())
                    .containsExactly(CameraState.LEARNING, CameraState.QUIET, CameraState.LEARNING, CameraState.QUIET);
            assertThat(backgrounds().get(CAMERA + "/INFRARED")).isNotNull();
        }
    }

    @Nested
    class CalibrationAndAudits {

        @Test
        void shouldAuditEveryHalfMinuteWhenNothingHappens() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            int tails = detector.tailRuns;

            // When
            see(DrawnPicture.EMPTY, 600);

            // Then
            assertThat(detector.tailRuns).isEqualTo(tails + 4);
            assertThat(observations.stream().filter(Observation::audit)).hasSize(4);
            CameraStatus status = last(statuses());
            assertThat(status.getAudits()).isEqualTo(4);
            assertThat(status.getAuditMisses()).isZero();
            assertThat(status.getMissRate().getShare()).isZero();
            assertThat(status.getMissRate().getHigh()).isBetween(0.48f, 0.50f);
        }

        @Test
        void shouldReportTheCamerasThresholdWhenItIsCalibrated() {
            // When
            see(DrawnPicture.EMPTY, 500);

            // Then
            float floor = WatchSettings.defaults().scene().floor();
            assertThat(last(statuses()).getThreshold()).isEqualTo(floor);
            assertThat(last(observations).threshold()).isEqualTo(floor);
            assertThat(backgrounds().get(KEY).getNoisePeriods()).isPositive();
        }
    }

    @Nested
    class Overload {

        @Test
        void shouldShedAndCountFramesWhenTheyAreTooOld() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            statuses();

            // When
            driver.advanceWallClockTime(Duration.ofSeconds(6));
            see(DrawnPicture.EMPTY, 20);

            // Then
            assertThat(observations).hasSize(25 + 4);
            assertThat(sheds).hasSize(16).allSatisfy(shed -> {
                assertThat(shed.camera()).isEqualTo(CAMERA);
                assertThat(shed.age()).isEqualTo(Duration.ofSeconds(6));
            });
            List<CameraStatus> statuses = statuses();
            assertThat(statuses).as("heartbeats continue").hasSize(4);
            assertThat(last(statuses).getShed()).isBetween(12L, 16L);
            assertThat(last(statuses).getFrames()).isBetween(28L, 29L);
            assertThat(deadLetters()).isEmpty();
        }

        @Test
        void shouldRejectARepeatedFrameWhenTheFirstWasShed() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            driver.advanceWallClockTime(Duration.ofSeconds(6));
            see(DrawnPicture.EMPTY, 3);
            assertThat(sheds).isNotEmpty();

            // When
            publish(
                    CAMERA,
                    frame().setSequence(sequence - 1)
                            .setCapturedAt(now.minus(FRAME))
                            .build());

            // Then
            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.NOT_IN_SEQUENCE);
        }

        @Test
        void shouldShedNothingWhenItHasCaughtUp() {
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
        void shouldAnalyzeTheFirstFrameWhenACameraRestarts() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            driver.advanceWallClockTime(Duration.ofSeconds(60));

            // When
            publish(CAMERA, frame().setEpoch(EPOCH + 1).build());

            // Then
            assertThat(sheds).isEmpty();
            assertThat(last(observations).earlyExit()).isTrue();
        }

        @Test
        void shouldShedOtherCamerasInsteadWhenACameraRings() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            publish("door-2", frame().setCamera("door-2").build());

            // When
            driver.advanceWallClockTime(Duration.ofSeconds(2));
            publish(CAMERA, frame().setRinging(true).build());
            for (int i = 0; i < 10; i++) {
                publish(CAMERA, frame().build());
                publish("door-2", frame().setCamera("door-2").build());
            }

            // Then
            assertThat(sheds).extracting(Shed::camera).containsOnly("door-2").hasSizeBetween(5, 7);
        }

        @Test
        void shouldShedNothingWhenReplaying() {
            // Given
            restart(WatchSettings.defaults().replaying());

            // When
            driver.advanceWallClockTime(Duration.ofDays(365));
            see(DrawnPicture.EMPTY, 25);

            // Then
            assertThat(observations).hasSize(25);
            assertThat(sheds).isEmpty();
        }
    }

    @Nested
    class ClockBehind {

        @Test
        void shouldShedNothingAndReportTheOffsetWhenItIsConstant() {
            // Given
            seeWithClockBehind(60);
            sheds.clear();

            // When
            seeWithClockBehind(60);

            // Then
            assertThat(sheds).isEmpty();
            assertThat(last(statuses()).getClockOffset()).isEqualTo(30_000);
        }

        @Test
        void shouldShedFramesOfAnOffsetCameraWhenTheyWaitInTheQueue() {
            // Given
            seeWithClockBehind(60);
            sheds.clear();

            // When
            driver.advanceWallClockTime(Duration.ofSeconds(6));
            seeWithClockBehind(20);

            // Then
            assertThat(sheds).hasSize(16);
        }

        @Test
        void shouldShedNothingAfterABacklogWhenTheOffsetIsTooSmallToBeReported() {
            // Given an offset over a quarter of the deadline, and a backlog
            Duration offset = Duration.ofMillis(1500);
            seeWithClockBehind(60, offset);
            Duration backlog = Duration.ofSeconds(6);
            driver.advanceWallClockTime(backlog);
            seeWithClockBehind(5, offset);
            now = now.plus(backlog);
            int shedInBacklog = sheds.size();

            // When
            seeWithClockBehind(25, offset);

            // Then
            assertThat(shedInBacklog).isPositive();
            assertThat(sheds).hasSize(shedInBacklog);
            assertThat(last(statuses()).getClockOffset()).isNull();
        }

        /** The camera's clock is half a minute behind the broker's. */
        private void seeWithClockBehind(int frames) {
            seeWithClockBehind(frames, Duration.ofSeconds(30));
        }

        private void seeWithClockBehind(int frames, Duration offset) {
            for (int i = 0; i < frames; i++) {
                publish(
                        CAMERA,
                        frame().setEpoch(EPOCH + 1)
                                .setCapturedAt(now.minus(offset))
                                .build());
            }
        }
    }

    @Nested
    class Pictures {

        @Test
        void shouldBeFrozenWhenTheSamePictureRepeatsAndQuietWhenItChanges() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            ByteBuffer picture = DrawnPicture.EMPTY.encoded();

            // When
            for (int i = 0; i < 60; i++) {
                publish(CAMERA, frame().setImage(picture.duplicate()).build());
            }
            see(DrawnPicture.EMPTY, 5);

            // Then
            assertThat(states())
                    .containsExactly(CameraState.LEARNING, CameraState.QUIET, CameraState.FROZEN, CameraState.QUIET);
        }

        @Test
        void shouldRemainFrozenWhenItsStateWasRestored() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            ByteBuffer picture = DrawnPicture.EMPTY.encoded();
            for (int i = 0; i < 60; i++) {
                publish(CAMERA, frame().setImage(picture.duplicate()).build());
            }

            // When
            Camera restored = WatchStateMapper.toCamera(cameras().get(CAMERA));

            // Then
            assertThat(restored.health().state()).isEqualTo(CameraState.FROZEN);
            assertThat(restored.health().pictures().lasts(Duration.ofSeconds(10), now.minus(FRAME)))
                    .isTrue();
            assertThat(WatchStateMapper.toState(restored)).isEqualTo(cameras().get(CAMERA));
        }

        @Test
        void shouldBeDamagedAndCountWhenPicturesAreDamagedInPart() {
            // Given
            see(DrawnPicture.EMPTY, 25);

            // When
            for (int i = 0; i < 50; i++) {
                publish(CAMERA, frame().setImage(DrawnPicture.EMPTY.damaged()).build());
            }

            // Then
            assertThat(states()).endsWith(CameraState.QUIET, CameraState.DAMAGED);
            assertThat(last(all).getDamaged()).isBetween(45L, 50L);
            assertThat(damages).isEqualTo(50);
            assertThat(observations).as("analyzed").hasSize(75);
        }

        @Test
        void shouldBeDamagedInsteadOfSilentWhenNoPictureCanBeDecoded() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            ByteBuffer truncated = DrawnPicture.EMPTY.encoded().limit(30);

            // When
            for (int i = 0; i < 75; i++) {
                publish(CAMERA, frame().setImage(truncated.duplicate()).build());
            }

            // Then
            assertThat(states()).endsWith(CameraState.QUIET, CameraState.DAMAGED);
            assertThat(last(all).getDamaged()).isBetween(70L, 75L);
            assertThat(deadLetters())
                    .hasSize(75)
                    .extracting(DeadLetter::getReason)
                    .containsOnly(Reason.NOT_AN_IMAGE);
        }

        @Test
        void shouldReadAndRecordAFewFacesOnlyWhenAFrameIsFullOfThem() {
            // Given
            restart(WatchSettingsBuilder.builder(WatchSettings.defaults())
                    .maximumFaces(3)
                    .build());
            see(DrawnPicture.EMPTY, 20);

            // When
            see(DrawnPicture.of("FFFF", "FFFF", "FFFF", "FFFF"), 6);

            // Then
            assertThat(sightings()).hasSize(6 * 3);
            assertThat(last(observations).faces()).isEqualTo(3);
            assertThat(last(observations).droppedFaces()).isEqualTo(13);
            assertThat(last(statuses()).getDroppedFaces()).isPositive();
        }
    }

    @Nested
    class Silence {

        @Test
        void shouldAnnounceASilentCameraOnceWhenNoFramesArrive() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            Instant last = now.minus(FRAME);
            statuses();

            // When
            pass(Duration.ofSeconds(60), Duration.ofSeconds(1));

            // Then
            CameraStatus status = statuses().get(0);
            assertThat(status.getState()).isEqualTo(CameraState.SILENT);
            assertThat(status.getSince()).isEqualTo(last);
            assertThat(status.getAt()).isEqualTo(last);
            assertThat(status.getReason()).isEqualTo(CameraHealth.NO_FRAMES);
            assertThat(announced).hasSize(all.size());
            assertThat(statuses()).isEmpty();

            // And when it is there again
            see(DrawnPicture.EMPTY, 1);
            assertThat(states()).endsWith(CameraState.QUIET, CameraState.SILENT, CameraState.QUIET);
        }

        @Test
        void shouldNotAnnounceASilentCameraWhenFramesArriveWithinTenSeconds() {
            see(DrawnPicture.EMPTY, 25);

            pass(Duration.ofSeconds(9), Duration.ofSeconds(1));
            see(DrawnPicture.EMPTY, 1);

            assertThat(states()).doesNotContain(CameraState.SILENT);
        }

        @Test
        void shouldAnnounceNoSilentCameraWhenReplaying() {
            restart(WatchSettings.defaults().replaying());
            see(DrawnPicture.EMPTY, 25);

            pass(Duration.ofSeconds(60), Duration.ofSeconds(1));

            assertThat(states()).doesNotContain(CameraState.SILENT);
        }
    }

    @Nested
    class State {

        @Test
        void shouldStoreTheBackgroundEveryFewSecondsWhenNothingHappens() {
            // When
            see(DrawnPicture.EMPTY, 1 + 75);

            // Then once when it is known, and then every five seconds
            List<Instant> written = changelog();
            assertThat(written).hasSize(3);
        }

        @Test
        void shouldExitEarlyWhenTheStateWasRestored() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            BackgroundState background = backgrounds().get(KEY);
            CameraWatchState camera = cameras().get(CAMERA);
            driver.close();

            // When
            driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
            backgrounds().put(KEY, background);
            cameras().put(CAMERA, camera);
            observations.clear();
            see(DrawnPicture.EMPTY, 1);

            // Then
            assertThat(observations).singleElement().matches(Observation::earlyExit);
        }

        @Test
        void shouldRestartLearningWhenTheStoredBackgroundIsOfAnotherStem() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            BackgroundState stored = backgrounds().get(KEY);
            CameraWatchState camera = cameras().get(CAMERA);
            driver.close();

            // When
            driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
            backgrounds()
                    .put(
                            KEY,
                            BackgroundState.newBuilder(stored).setStem("other").build());
            cameras().put(CAMERA, camera);
            observations.clear();
            see(DrawnPicture.EMPTY, 1);

            // Then
            assertThat(observations).singleElement().matches(observation -> !observation.earlyExit());
        }
    }

    @Nested
    class Validation {

        @ParameterizedTest
        @CsvSource({
            "'', BAD_CAMERA",
            "a/b, BAD_CAMERA",
        })
        void shouldRejectAFrameWhenItsCameraIdIsInvalid(String id, Reason reason) {
            // When
            publish(id, frame().setCamera(id).build());

            // Then
            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(reason);
        }

        @Test
        void shouldRejectAFrameWhenItsKeyIsOfAnotherCamera() {
            publish("door-2", frame().build());

            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.BAD_CAMERA);
        }

        @Test
        void shouldRejectARecordWhenItHasNoValue() {
            publish(CAMERA, null);

            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.EMPTY_VALUE);
        }

        @Test
        void shouldRejectAnImageWhenItsHeaderIsInvalid() {
            // When
            publish(CAMERA, frame().setImage(ByteBuffer.allocate(0)).build());
            publish(CAMERA, frame().setImage(null).build());
            publish(
                    CAMERA,
                    frame().setImage(ByteBuffer.wrap("hello".getBytes(StandardCharsets.UTF_8)))
                            .build());
            publish(CAMERA, frame().setImage(png(0, 0)).build());
            publish(CAMERA, frame().setImage(png(20_000, 20_000)).build());

            // Then
            assertThat(deadLetters())
                    .extracting(DeadLetter::getReason)
                    .containsExactly(
                            Reason.EMPTY_IMAGE,
                            Reason.EMPTY_IMAGE,
                            Reason.NOT_AN_IMAGE,
                            Reason.ZERO_SIZE,
                            Reason.TOO_MANY_PIXELS);
        }

        @Test
        void shouldRejectAFrameWhenItIsFromTheFarFuture() {
            // When
            publish(
                    CAMERA,
                    frame().setCapturedAt(now.plus(Duration.ofDays(3650))).build());

            // Then
            see(DrawnPicture.EMPTY, 20);
            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.TIME_IN_FUTURE);
            assertThat(observations).hasSize(20);
        }

        @Test
        void shouldRejectAFrameWhenItsTimeIsInvalid() {
            publish(CAMERA, frame().setCapturedAt(Instant.EPOCH).build());

            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.TIME_INVALID);
        }

        @Test
        void shouldRejectAFrameWhenItsTimeGoesBack() {
            // Given
            see(DrawnPicture.EMPTY, 3);

            // When
            publish(
                    CAMERA,
                    frame().setSequence(2)
                            .setCapturedAt(START.plus(FRAME.multipliedBy(2)))
                            .build());
            publish(
                    CAMERA,
                    frame().setSequence(1).setCapturedAt(START.plus(FRAME)).build());
            publish(CAMERA, frame().setEpoch(EPOCH - 1).setCapturedAt(START).build());
            publish(CAMERA, frame().setCapturedAt(START).build());

            // Then
            assertThat(deadLetters())
                    .extracting(DeadLetter::getReason)
                    .hasSize(4)
                    .containsOnly(Reason.NOT_IN_SEQUENCE);
        }

        @ParameterizedTest
        @CsvSource({
            "1772352000000, milliseconds", // the start in milliseconds
            "1772352000, seconds", // the start in seconds
            "30000000, 1970",
        })
        void shouldNameTheCauseWhenACaptureTimeIsOfThePast(long micros, String cause) {
            // When
            publish(
                    CAMERA,
                    frame().setCapturedAt(Instant.EPOCH.plus(micros, ChronoUnit.MICROS))
                            .build());

            // Then
            assertThat(deadLetters()).singleElement().satisfies(letter -> {
                assertThat(letter.getReason()).isEqualTo(Reason.TIME_TOO_OLD);
                assertThat(letter.getCause()).contains(cause);
                assertThat(letter.getRecordedAt()).isEqualTo(START);
            });
        }

        @Test
        void shouldAcceptRecordingsWhenReplaying() {
            // Given
            restart(WatchSettings.defaults().replaying());

            // When
            publish(
                    CAMERA,
                    frame().setEpoch(0)
                            .setCapturedAt(now.minus(Duration.ofDays(3000)))
                            .build());

            // Then
            assertThat(observations).hasSize(1);
        }

        @Test
        void shouldRejectAFrameWhenItsEpochIsInTheFuture() {
            // When
            publish(CAMERA, frame().setEpoch(1000 * EPOCH).build());

            // Then
            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.TIME_IN_FUTURE);
        }

        @Test
        void shouldAnalyzeFramesWhenTheClockOfThePublisherIsRightAndThatOfTheCameraIsLate() {
            // When
            publish(
                    CAMERA,
                    frame().setEpoch(START.toEpochMilli() * 1000)
                            .setCapturedAt(now.minusSeconds(3600))
                            .build());

            // Then
            assertThat(observations).hasSize(1);
            assertThat(deadLetters()).isEmpty();
        }

        @Test
        void shouldNameFacesUniquelyWhenAPublisherWithoutEpochsRestarts() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            sequence = 0;
            publish(CAMERA, frame().setEpoch(0).setImage(VISITOR.encoded()).build());

            // When
            pass(Duration.ofSeconds(5));
            sequence = 0;
            publish(CAMERA, frame().setEpoch(0).setImage(VISITOR.encoded()).build());
            publish(
                    CAMERA,
                    frame().setEpoch(0)
                            .setSequence(0)
                            .setImage(VISITOR.encoded())
                            .build());

            // Then
            assertThat(deadLetters()).isEmpty();
            List<FaceSighting> sightings = sightings();
            assertThat(sightings).hasSize(6);
            assertThat(sightings.stream()
                            .map(face -> List.of(
                                    face.getOrigin().getEpoch(),
                                    face.getOrigin().getSequence()))
                            .distinct())
                    .as("frames")
                    .hasSize(3);
        }

        @Test
        void shouldContinueWhenTheClockOfACameraIsSetBack() {
            // Given
            see(DrawnPicture.EMPTY, 25);
            int analyzed = observations.size();

            // When
            for (int i = 0; i < 25; i++) {
                publish(CAMERA, frame().setCapturedAt(now.minusSeconds(60)).build());
            }

            // Then
            assertThat(deadLetters())
                    .hasSize(10)
                    .extracting(DeadLetter::getReason)
                    .containsOnly(Reason.NOT_IN_SEQUENCE);
            assertThat(observations.size() - analyzed + sheds.size()).isEqualTo(15);
        }

        @Test
        void shouldAcceptLowerSequencesWhenACameraRestarts() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            deadLetters();

            // When
            sequence = 0;
            publish(CAMERA, frame().setEpoch(EPOCH + 1_000_000).build());

            // Then
            assertThat(deadLetters()).isEmpty();
            assertThat(last(observations).earlyExit()).isTrue();
            assertThat(last(statuses()).getFrames()).isEqualTo(21);
        }

        @Test
        void shouldAcceptAnEarlierEpochWhenTheFrameIsLater() {
            // Given
            see(DrawnPicture.EMPTY, 20);

            // When
            sequence = 0;
            publish(CAMERA, frame().setEpoch(1).build());
            publish(CAMERA, frame().setEpoch(1).build());

            // Then
            assertThat(deadLetters()).isEmpty();
            assertThat(observations).hasSize(22);
        }

        @Test
        void shouldDropHeadersAndLongKeysWhenItForwards() {
            // Given
            see(DrawnPicture.EMPTY, 20);
            Headers headers = new RecordHeaders().add("large", new byte[2_000_000]);
            var frames = driver.createInputTopic(
                    topics.frames().name(),
                    topics.frames().key().serializer(),
                    topics.frames().value().serializer());

            // When
            Frame visitor = frame().setImage(VISITOR.encoded()).build();
            frames.pipeInput(new TestRecord<>(CAMERA, visitor, headers, now));
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
        void shouldNameTheOriginWhenItSendsADeadLetter() {
            // Given
            see(DrawnPicture.EMPTY, 2);

            // When
            publish(CAMERA, frame().setImage(null).build());

            // Then
            DeadLetter letter = deadLetters().get(0);
            assertThat(letter.getStage()).isEqualTo("vestibule-watch/watch");
            assertThat(letter.getTopic()).isEqualTo(topics.frames().name());
            assertThat(letter.getPartition()).isZero();
            assertThat(letter.getOffset()).isEqualTo(2);
        }

        @Test
        void shouldContinueWhenARecordIsNotAFrame() {
            // When
            driver.createInputTopic(topics.frames().name(), new StringSerializer(), new ByteArraySerializer())
                    .pipeInput(CAMERA, "no frame at all".getBytes(StandardCharsets.UTF_8), now);
            see(DrawnPicture.EMPTY, 1);

            // Then
            DeadLetter letter = deadLetters().get(0);
            assertThat(letter.getReason()).isEqualTo(Reason.NOT_AVRO);
            assertThat(letter.getStage()).isEqualTo("vestibule-watch/frames-source");
            assertThat(letter.getSize()).isEqualTo(15);
            assertThat(observations).hasSize(1);
        }

        @Test
        void shouldReadTheImageFromTheFrameStoreWhenTheFrameHasAReference() {
            // Given
            driver.close();
            driver = new TopologyTestDriver(
                    topology(name -> name.equals("abc") ? Optional.of(DrawnPicture.EMPTY.encoded()) : Optional.empty()),
                    properties(),
                    now);

            // When
            publish(CAMERA, frame().setImage(null).setReference("abc").build());
            publish(CAMERA, frame().setImage(null).setReference("xyz").build());

            // Then
            assertThat(observations).hasSize(1);
            assertThat(deadLetters()).extracting(DeadLetter::getReason).containsExactly(Reason.UNKNOWN_REFERENCE);
        }
    }

    private Topology topology(FrameStore store) {
        return topology(store, WatchSettings.defaults());
    }

    /** The defaults, with features for a share of the frames. */
    private static WatchSettings samplingFeatures(double share) {
        return WatchSettingsBuilder.builder(WatchSettings.defaults())
                .featureShare(share)
                .build();
    }

    private void restart(WatchSettings settings) {
        driver.close();
        driver = new TopologyTestDriver(topology(FrameStore.NONE, settings), properties(), now);
    }

    private Topology topology(FrameStore store, WatchSettings settings) {
        return new WatchTopology(
                        topics,
                        new FrameAnalyzer(
                                DrawnPicture.decoder(), detector, DrawnPicture.aligner(), settings.maximumFaces()),
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
                            public void damaged(Damaged damaged) {
                                damages++;
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
        // The test driver loses what a handler sends in a transaction. Transactions are tested with a real broker.
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
        return properties;
    }

    /** Publishes frames of one view, one every 200 ms. */
    private void see(DrawnPicture view, int frames) {
        see(view, Spectrum.VISIBLE, frames);
    }

    private void see(DrawnPicture view, Spectrum spectrum, int frames) {
        for (int i = 0; i < frames; i++) {
            publish(
                    CAMERA,
                    frame().setImage(view.encoded()).setSpectrum(spectrum).build());
        }
    }

    /** The next frame of the camera. */
    private Frame.Builder frame() {
        return Frame.newBuilder()
                .setCamera(CAMERA)
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

    /** Advances the time of the camera and of this machine. */
    private void pass(Duration time) {
        driver.advanceWallClockTime(time);
        now = now.plus(time);
    }

    /** Advances time in steps. The driver runs punctuators after each step. */
    private void pass(Duration time, Duration step) {
        for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(step)) {
            pass(step);
        }
    }

    /** Whether the frame could be skipped, audited or not. */
    private static boolean isQuiet(Observation seen) {
        return seen.earlyExit() || seen.audit();
    }

    private static String track(int sequence) {
        return CAMERA + "/" + EPOCH + "/" + sequence + "/0";
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

    /** Statuses that were not read before. */
    private List<CameraStatus> statuses() {
        List<CameraStatus> statuses = output(topics.cameras()).readValuesToList();
        all.addAll(statuses);
        return statuses;
    }

    /** The states that the camera entered, oldest first. */
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

    private List<DeadLetter> deadLetters() {
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
