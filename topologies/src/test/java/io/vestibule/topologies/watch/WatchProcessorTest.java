package io.vestibule.topologies.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.Encoding;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.BackgroundState;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the test driver cannot show: a task that starts with state from its changelog. */
class WatchProcessorTest {

    private static final Instant LAST = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant STARTED = LAST.plusSeconds(3600);

    private final DrawnPicture.Detector detector = new DrawnPicture.Detector();
    private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();
    private final CameraPartitions partitions = new CameraPartitions();
    private final KeyValueStore<String, CameraWatchState> cameras = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(WatchTopology.CAMERAS),
                    Serdes.String(),
                    AvroSerde.of(CameraWatchState.class))
            .withLoggingDisabled()
            .build();
    private final KeyValueStore<String, BackgroundState> backgrounds = Stores.keyValueStoreBuilder(
                    Stores.inMemoryKeyValueStore(WatchTopology.BACKGROUNDS),
                    Serdes.String(),
                    AvroSerde.of(BackgroundState.class))
            .withLoggingDisabled()
            .build();

    @BeforeEach
    void open() {
        context.setCurrentSystemTimeMs(STARTED.toEpochMilli());
        cameras.init(context.getStateStoreContext(), cameras);
        backgrounds.init(context.getStateStoreContext(), backgrounds);
    }

    @AfterEach
    void close() {
        cameras.close();
        backgrounds.close();
    }

    @Test
    void shouldAnnounceNoSilentCameraWhenItStartedTenSecondsAgo() {
        // Given
        cameras.put("front", memory(CameraState.QUIET));
        start(WatchSettings.defaults());

        // When
        pass(10);

        // Then
        assertThat(statuses()).isEmpty();
    }

    @Test
    void shouldAnnounceASilentCameraOnceWhenItStartedMoreThanTenSecondsAgo() {
        // Given two cameras whose last frame was an hour ago, of which one was silent then
        cameras.put("front", memory(CameraState.QUIET));
        cameras.put("back", memory(CameraState.SILENT));
        start(WatchSettings.defaults());

        // When
        pass(71);

        // Then
        assertThat(statuses()).singleElement().satisfies(status -> {
            assertThat(status.getCamera()).isEqualTo("front");
            assertThat(status.getState()).isEqualTo(CameraState.SILENT);
            assertThat(status.getAt()).isEqualTo(LAST);
            assertThat(status.getFrames()).isEqualTo(300);
        });
        assertThat(cameras.get("front").getState()).isEqualTo(CameraState.SILENT);
    }

    @Test
    void shouldAnnounceNoSilentCameraWhenItsFramesAreInAnotherPartition() {
        // Given
        cameras.put("front", memory(CameraState.QUIET));
        start(WatchSettings.defaults());
        partitions.record("front", context.taskId().partition() + 1, STARTED);

        // When
        pass(71);

        // Then
        assertThat(statuses()).isEmpty();
        assertThat(cameras.get("front"))
                .as("a restart must not announce it either")
                .isNull();
    }

    @Test
    void shouldNotCheckForSilenceWhenReplaying() {
        // Given
        cameras.put("front", memory(CameraState.QUIET));

        // When
        start(WatchSettings.defaults().replaying());

        // Then
        assertThat(context.scheduledPunctuators()).isEmpty();
    }

    @Test
    void shouldRejectFurtherCamerasWhenThePartitionHasTheMaximum() {
        // Given
        for (int i = 0; i < WatchProcessor.MAXIMUM_CAMERAS; i++) {
            cameras.put("camera-" + i, memory(CameraState.SILENT));
        }
        context.setRecordMetadata("frames", 0, 0);
        WatchProcessor processor = start(WatchSettings.defaults());

        // When
        process(processor, 0);

        // Then
        assertThat(context.forwarded(DeadLetters.SINK)).hasSize(1);
        assertThat(cameras.get("front")).isNull();
    }

    @Test
    void shouldForgetTheLongestSilentCamerasWhenThePartitionHasTheMaximum() {
        // Given
        for (int i = 0; i < WatchProcessor.MAXIMUM_CAMERAS; i++) {
            cameras.put("camera-" + i, memory(CameraState.SILENT));
        }
        context.setRecordMetadata("frames", 0, 0);
        WatchProcessor processor = start(WatchSettings.defaults());
        pass(1);

        // When
        process(processor, 10);

        // Then
        assertThat(context.forwarded(DeadLetters.SINK)).isEmpty();
        assertThat(cameras.get("front")).isNotNull();
        assertThat(cameras.approximateNumEntries()).isLessThan(WatchProcessor.MAXIMUM_CAMERAS);
    }

    @Test
    void shouldRememberNothingOfCamerasThatSentNoUsablePicture() {
        // Given
        context.setRecordMetadata("frames", 0, 0);
        WatchProcessor processor = start(WatchSettings.defaults());

        // When
        for (int i = 0; i < 4; i++) {
            String camera = "camera-" + i;
            Frame frame =
                    Frame.newBuilder(frame(0)).setCamera(camera).setImage(null).build();
            processor.process(new Record<>(camera, frame, STARTED.toEpochMilli()));
        }

        // Then
        assertThat(context.forwarded(DeadLetters.SINK)).hasSize(4);
        assertThat(cameras.approximateNumEntries()).isZero();
        assertThat(processor.camerasInMemory()).isZero();
    }

    @Test
    void shouldDiscardUncommittedStateWhenItsTaskIsRevived() {
        // Given a camera whose background is known, and stores that were never committed
        WatchProcessor processor = start(WatchSettings.defaults());
        long sequence = 0;
        while (sequence < 21) {
            process(processor, sequence++);
        }
        int tailRuns = detector.tailRuns;
        cameras.delete("front");
        backgrounds.all().forEachRemaining(background -> backgrounds.delete(background.key));
        processor.init(context);

        // When
        process(processor, sequence);

        // Then
        assertThat(tailRuns).as("early exits before").isLessThan(21);
        assertThat(detector.tailRuns).isEqualTo(tailRuns + 1);
    }

    private void process(WatchProcessor processor, long sequence) {
        Frame frame = frame(sequence);
        long at = frame.getCapturedAt().toEpochMilli();
        context.setCurrentSystemTimeMs(at);
        processor.process(new Record<>("front", frame, at));
    }

    private static Frame frame(long sequence) {
        return Frame.newBuilder()
                .setCamera("front")
                .setSequence(sequence)
                .setCapturedAt(STARTED.plusMillis(200 * sequence))
                .setEncoding(Encoding.PNG)
                .setImage(DrawnPicture.EMPTY.encoded())
                .build();
    }

    private WatchProcessor start(WatchSettings settings) {
        WatchProcessor processor = new WatchProcessor(
                new FrameImages(FrameStore.NONE, settings.maximumPixels()),
                new FrameAnalyzer(DrawnPicture.decoder(), detector, DrawnPicture.aligner(), settings.maximumFaces()),
                partitions,
                settings,
                WatchObserver.NONE);
        processor.init(context);
        return processor;
    }

    private void pass(int seconds) {
        CapturedPunctuator punctuator = context.scheduledPunctuators().get(0);
        for (int i = 0; i < seconds; i++) {
            long now = context.currentSystemTimeMs() + Duration.ofSeconds(1).toMillis();
            context.setCurrentSystemTimeMs(now);
            punctuator.getPunctuator().punctuate(now);
        }
    }

    private List<CameraStatus> statuses() {
        return context.forwarded(WatchTopology.STATUSES).stream()
                .map(forward -> (CameraStatus) forward.record().value())
                .toList();
    }

    private static CameraWatchState memory(CameraState state) {
        return CameraWatchState.newBuilder()
                .setEpoch(1)
                .setSequence(299)
                .setCapturedAt(LAST)
                .setState(state)
                .setSince(LAST)
                .setReason(CameraHealth.CALM)
                .setDifferentAt(LAST)
                .setAnalysedAt(LAST)
                .setStatusSentAt(LAST)
                .setFrames(300)
                .setEarlyExits(200)
                .setTracks(List.of())
                .build();
    }
}
