package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.state.BackgroundMemory;
import io.vestibule.schemas.state.CameraMemory;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
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
    private static final View VISITOR = View.of("....", ".FF.", ".##.", ".##.");

    private final Topics topics = Topics.defaults();
    private final View.Detector detector = new View.Detector();
    private final List<Observation> observations = new ArrayList<>();

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
    void shouldKeepItsNamesSinceTheyAreNamesOfTopics() throws IOException {
        assertThat(topology(FrameStore.NONE).describe().toString()).isEqualTo(resource("watch.txt"));
    }

    // Learning

    @Test
    void shouldDetectEveryFrameUntilTheBackgroundIsProven() {
        // When the picture is still for less than three seconds
        see(View.EMPTY, 15);

        // Then
        assertThat(observations).hasSize(15).noneMatch(Observation::earlyExit);
        assertThat(detector.tails).isEqualTo(15);
        assertThat(statuses()).extracting(CameraStatus::getState).containsOnly(CameraState.LEARNING);
    }

    @Test
    void shouldLeaveTheDetectorEarlyWhenTheBackgroundIsProven() {
        // Given
        see(View.EMPTY, 16);
        int learning = detector.tails;

        // When
        see(View.EMPTY, 10);

        // Then
        assertThat(detector.tails).isEqualTo(learning);
        assertThat(observations.subList(16, 26)).allMatch(Observation::earlyExit);
        CameraStatus status = last(statuses());
        assertThat(status.getState()).isEqualTo(CameraState.QUIET);
        assertThat(status.getReason()).isEqualTo(Condition.PROVEN);
    }

    @Test
    void shouldStartAnewWhenThePictureChangesWhileLearning() {
        // Given
        see(View.EMPTY, 14);

        // When something lasting comes into view, and is there for less than three seconds
        see(View.of("....", "....", "..##", "..##"), 15);

        // Then
        assertThat(observations).noneMatch(Observation::earlyExit);
    }

    @Test
    void shouldSeeAVisitorWhoComesWhileLearning() {
        // Given
        see(View.EMPTY, 3);

        // When
        see(VISITOR, 1);

        // Then
        assertThat(sightings()).hasSize(2);
    }

    @Test
    void shouldNotTakeAVisitorWhoStandsStillForTheBackground() {
        // Given a visitor who came while the camera was learning
        see(View.EMPTY, 3);
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
        see(View.EMPTY, 20);

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
    void shouldTellOfActivityOnceWhenAVisitorComesAndGoes() {
        // Given
        see(View.EMPTY, 20);
        statuses();

        // When
        see(VISITOR, 5);
        see(View.EMPTY, 10);

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
    void shouldNumberTheFacesSoThatAStatusTellsWhetherAllWereSeen() {
        // Given
        see(View.EMPTY, 20);

        // When
        see(VISITOR, 2);
        see(View.EMPTY, 10);

        // Then
        assertThat(sightings()).extracting(FaceSighting::getNumber).containsExactly(1L, 2L, 3L, 4L);
        assertThat(last(statuses()).getFaces()).isEqualTo(4);
    }

    @Test
    void shouldFollowAFaceUnderOneTrackAndAnotherUnderItsOwn() {
        // Given
        see(View.EMPTY, 20);

        // When a face stays, and another turns up elsewhere
        see(View.of("....", "F...", "#...", "#..."), 2);
        see(View.of("....", "F..F", "#..#", "#..#"), 1);

        // Then
        assertThat(sightings())
                .extracting(FaceSighting::getTrack)
                .containsExactly(track(20), track(20), track(20), track(22));
    }

    @Test
    void shouldKeepTheTrackWhenAFaceIsOutOfSightForAMoment() {
        // Given
        see(View.EMPTY, 20);
        see(VISITOR, 1);

        // When
        see(View.EMPTY, 3);
        see(VISITOR, 1);

        // Then
        assertThat(sightings()).extracting(FaceSighting::getTrack).hasSize(4).satisfies(tracks -> assertThat(
                        tracks.stream().distinct())
                .hasSize(2));
    }

    @Test
    void shouldDropAFaceThatDoesNotMoveWhenItIsOnAPoster() {
        // Given a poster on the wall, seen from the first frame on
        View poster = View.of("P...", "....", "....", "....");
        see(poster, 60);
        int learning = detector.tails;

        // When somebody without a visible face passes at the other side, so that the tail runs and finds the poster
        see(View.of("P...", "....", "...#", "...#"), 5);

        // Then
        assertThat(detector.tails).isEqualTo(learning + 5);
        assertThat(sightings()).isEmpty();
    }

    @Test
    void shouldLookCloselyWhenEverythingChanges() {
        // Given
        see(View.EMPTY, 20);

        // When a visitor's face fills the picture
        see(View.of("####", "#FF#", "#FF#", "####"), 10);

        // Then
        assertThat(sightings()).hasSize(40);
        assertThat(observations.subList(20, 30)).noneMatch(Observation::earlyExit);
    }

    @Test
    void shouldLookCloselyWhenADistanceIsNotANumber() {
        // Given
        see(View.EMPTY, 20);
        int before = detector.tails;

        // When
        see(View.of("N...", "....", "....", "...."), 2);

        // Then it is detected, and not learnt: the next quiet frame leaves early again
        assertThat(detector.tails).isEqualTo(before + 2);
        see(View.EMPTY, 1);
        assertThat(last(observations).earlyExit()).isTrue();
    }

    @Test
    void shouldSendAStatusEverySecondWhenNothingHappens() {
        // Given
        see(View.EMPTY, 20);
        statuses();

        // When ten seconds pass
        see(View.EMPTY, 50);

        // Then
        List<CameraStatus> statuses = statuses();
        assertThat(statuses).hasSize(10);
        assertThat(last(statuses).getFrames()).isBetween(66L, 70L);
        assertThat(last(statuses).getEarlyExits()).isEqualTo(last(statuses).getFrames() - 16);
    }

    // State

    @Test
    void shouldWriteTheBackgroundEveryFewSecondsOnly() {
        // When
        see(View.EMPTY, 1 + 75);

        // Then: when it was proven, and every five seconds
        List<Instant> written = changelog();
        assertThat(written).hasSize(3);
    }

    @Test
    void shouldGoOnWithEarlyExitWhenItIsStartedAgain() {
        // Given a camera with a proven background
        see(View.EMPTY, 20);
        BackgroundMemory background = backgrounds().get(KEY);
        CameraMemory camera = cameras().get(DOOR);
        driver.close();

        // When another instance takes over, with the state from the changelog
        driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
        backgrounds().put(KEY, background);
        cameras().put(DOOR, camera);
        observations.clear();
        see(View.EMPTY, 1);

        // Then
        assertThat(observations).singleElement().matches(Observation::earlyExit);
    }

    @Test
    void shouldLearnAnewWhenTheStoredBackgroundIsOfAnotherStem() {
        // Given
        see(View.EMPTY, 20);
        BackgroundMemory stored = backgrounds().get(KEY);
        CameraMemory camera = cameras().get(DOOR);
        driver.close();

        // When
        driver = new TopologyTestDriver(topology(FrameStore.NONE), properties(), now);
        backgrounds()
                .put(KEY, BackgroundMemory.newBuilder(stored).setStem("other").build());
        cameras().put(DOOR, camera);
        observations.clear();
        see(View.EMPTY, 1);

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
        see(View.EMPTY, 20);
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
        see(View.EMPTY, 3);

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
        see(View.EMPTY, 20);
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
        see(View.EMPTY, 20);

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
        see(View.EMPTY, 20);
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
                .hasSize(2)
                .allMatch(record -> record.headers().toArray().length == 0);
        assertThat(output(topics.deadLetters()).readRecordsToList())
                .singleElement()
                .matches(record -> record.key() == null && record.headers().toArray().length == 0);
    }

    @Test
    void shouldSayWhereADeadLetterCameFrom() {
        // Given
        see(View.EMPTY, 2);

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
        see(View.EMPTY, 1);

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
                topology(name -> name.equals("abc") ? Optional.of(View.EMPTY.encoded()) : Optional.empty()),
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
        return new WatchTopology(
                        topics,
                        View.decoder(),
                        detector,
                        View.reader(),
                        store,
                        WatchSettings.defaults(),
                        observations::add)
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
    private void see(View view, int frames) {
        for (int i = 0; i < frames; i++) {
            publish(DOOR, frame().setImage(view.encoded()).build());
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
                .setImage(View.EMPTY.encoded());
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

    private static String track(int sequence) {
        return DOOR + "/" + EPOCH + "/" + sequence + "/0";
    }

    private List<FaceSighting> sightings() {
        return output(topics.faces()).readValuesToList();
    }

    private List<CameraStatus> statuses() {
        return output(topics.cameras()).readValuesToList();
    }

    private List<DeadLetter> letters() {
        return output(topics.deadLetters()).readValuesToList();
    }

    private <V> TestOutputTopic<String, V> output(Topic<String, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }

    private org.apache.kafka.streams.state.KeyValueStore<String, BackgroundMemory> backgrounds() {
        return driver.getKeyValueStore(WatchTopology.BACKGROUNDS);
    }

    private org.apache.kafka.streams.state.KeyValueStore<String, CameraMemory> cameras() {
        return driver.getKeyValueStore(WatchTopology.CAMERAS);
    }

    private List<Instant> changelog() {
        return driver
                .createOutputTopic(
                        "vestibule-watch-" + WatchTopology.BACKGROUNDS + "-changelog",
                        topics.frames().key().deserializer(),
                        io.vestibule.schemas.serdes.AvroSerde.of(BackgroundMemory.class)
                                .deserializer())
                .readValuesToList()
                .stream()
                .map(BackgroundMemory::getWrittenAt)
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

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(WatchTopologyTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
