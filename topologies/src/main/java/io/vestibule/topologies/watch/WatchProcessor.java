package io.vestibule.topologies.watch;

import io.vestibule.common.Sha256;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.HashSampling;
import io.vestibule.topologies.io.CaptureTimes;
import io.vestibule.topologies.watch.FrameValidator.ValidFrame;
import io.vestibule.topologies.watch.WatchObserver.Damaged;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchObserver.Shed;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import io.vestibule.topologies.watch.analysis.LiveFace;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Validates and analyzes frames, sends faces and statuses, and keeps the state of each camera. */
final class WatchProcessor implements Processor<String, Frame, String, SpecificRecord> {

    /**
     * Maximum number of cameras of a partition. Each has a state in memory, and publishers can invent ids. At the maximum, the cameras
     * that have been silent longest are forgotten, except in replay.
     */
    static final int MAXIMUM_CAMERAS = 10_000;

    /** The number of cameras that are forgotten at a time is the maximum divided by this. */
    private static final int FORGET_DIVISOR = 10;

    private final FrameImages images;
    private final FrameAnalyzer analyzer;
    private final CameraPartitions partitions;
    private final Tracker tracker;
    private final WatchSettings settings;
    private final WatchObserver observer;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CameraWatchState> cameras;
    private FrameValidator validator;
    private SceneCache scenes;
    private CameraClocks clocks;
    private LoadShedder shedder;
    private SilenceDetector silence;
    private StatusSender statuses;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before any other method
    WatchProcessor(
            FrameImages images,
            FrameAnalyzer analyzer,
            CameraPartitions partitions,
            WatchSettings settings,
            WatchObserver observer) {
        this.images = images;
        this.analyzer = analyzer;
        this.partitions = partitions;
        this.tracker = new Tracker(settings.trackFor());
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        cameras = context.getStateStore(WatchTopology.CAMERAS);
        // Kafka Streams calls init again when it revives a task after a fault. State in memory may be uncommitted then,
        // so it is discarded.
        validator = new FrameValidator(settings);
        scenes = new SceneCache(context.getStateStore(WatchTopology.BACKGROUNDS), analyzer.stemId(), settings);
        clocks = new CameraClocks();
        shedder = new LoadShedder(settings.deadline(), settings.ringingFor());
        statuses = new StatusSender(context, clocks, settings.heartbeat(), observer);
        Duration silentAfter = settings.alarms().silentAfter();
        silence = new SilenceDetector(silentAfter, context.currentSystemTimeMs());
        if (!settings.replay()) {
            expectKnownCameras();
            context.schedule(
                    SilenceDetector.checkInterval(silentAfter),
                    PunctuationType.WALL_CLOCK_TIME,
                    this::announceSilentCameras);
        }
    }

    private void expectKnownCameras() {
        try (KeyValueIterator<String, CameraWatchState> known = cameras.all()) {
            known.forEachRemaining(camera -> {
                if (camera.value.getState() != CameraState.SILENT) {
                    partitions.record(camera.key, partition(), camera.value.getCapturedAt());
                    silence.addKnown(camera.key);
                }
            });
        }
    }

    @Override
    public void process(Record<String, Frame> record) {
        long started = System.nanoTime();
        validator
                .validate(record.key(), record.value(), now(), this::storedCamera)
                .rejectIf(this::surplusCamera)
                .ifAccepted(
                        valid -> process(record, valid.frame(), startOf(valid), started),
                        rejection -> reject(record, rejection));
    }

    /** Number of cameras with state in memory in addition to the store. */
    int camerasInMemory() {
        return Math.max(shedder.cameras(), clocks.cameras());
    }

    private @Nullable Camera storedCamera(String id) {
        CameraWatchState state = cameras.get(id);
        return state == null ? null : WatchStateMapper.toCamera(state);
    }

    private Optional<Rejection> surplusCamera(ValidFrame valid) {
        return valid.camera().assigned().isBeforeFirst() && cameras.approximateNumEntries() >= MAXIMUM_CAMERAS
                ? Optional.of(new Rejection(
                        Reason.BAD_CAMERA,
                        "the partition has " + MAXIMUM_CAMERAS
                                + " cameras already; add partitions to the topic of frames"))
                : Optional.empty();
    }

    /** Returns the camera before the frame. After a restart its clock may have been set, so state that depends on time is discarded. */
    private Camera startOf(ValidFrame valid) {
        NumberedFrame frame = valid.frame();
        if (valid.camera().isFirst(frame.number())) {
            shedder.restart(frame.camera());
            clocks.restart(frame.camera());
        }
        return valid.camera().isRestart(frame.number())
                ? valid.camera().restarted(frame.frame(), frame.number())
                : valid.camera();
    }

    private void process(Record<String, Frame> record, NumberedFrame frame, Camera before, long started) {
        partitions.record(frame.camera(), partition(), frame.capturedAt());
        if (!settings.replay()) { // a recording has the offset of its age
            clocks.record(frame.camera(), frame.capturedAt(), Instant.ofEpochMilli(record.timestamp()));
        }
        if (!admit(frame)) {
            shed(frame, before);
            return;
        }
        images.find(frame.frame())
                .ifAccepted(
                        image -> analyze(record, frame, image, before, started),
                        rejection -> rejectPicture(record, frame, before, rejection));
    }

    /** The maximum counts stored cameras only. Queue and clock of a camera that is not stored are therefore removed. */
    private void rejectPicture(Record<String, Frame> record, NumberedFrame frame, Camera before, Rejection rejection) {
        if (before.assigned().isBeforeFirst()) {
            shedder.restart(frame.camera());
            clocks.restart(frame.camera());
        }
        reject(record, rejection);
    }

    private boolean admit(NumberedFrame frame) {
        return settings.replay()
                || shedder.admit(frame.camera(), frame.frame().getRinging(), frame.capturedAt(), age(frame), now());
    }

    private void shed(NumberedFrame frame, Camera before) {
        advance(frame, before, before.afterShed(frame), Optional.empty());
        observer.shed(new Shed(frame.camera(), frame.capturedAt(), age(frame)));
    }

    /** A picture that cannot be decoded leaves the scene as it was, unless only the part around a face is damaged. */
    private void analyze(
            Record<String, Frame> record, NumberedFrame frame, EncodedImage image, Camera before, long started) {
        Scene scene = scenes.scene(frame);
        boolean wasKnown = scene.isBackgroundKnown();
        try {
            FrameAnalysis analysis =
                    analyzer.analyze(image, before.nextCheck(), scene, frame.capturedAt(), samplesFeatures(frame));
            boolean changed = wasKnown != scene.isBackgroundKnown() || analysis.view() == View.DISPLACED;
            update(frame, before, analysis, started);
            scenes.store(frame, changed);
        } catch (BadImageException bad) {
            advance(frame, before, before.afterUndecodable(frame), Optional.empty());
            observer.damaged(new Damaged(frame.camera(), frame.capturedAt()));
            reject(record, Rejection.of(bad, FrameImages.PIXEL_SETTING));
        }
    }

    private void update(NumberedFrame frame, Camera before, FrameAnalysis analysis, long started) {
        List<Track> seen = sendFaces(frame, before, analysis);
        List<Track> retained = tracker.retain(before.tracks(), seen, frame.capturedAt());
        Camera after = before.afterAnalyzed(frame, analysis, retained, settings);
        advance(frame, before, after, peak(analysis.comparison()));
        if (analysis.damaged()) {
            observer.damaged(new Damaged(frame.camera(), frame.capturedAt()));
        }
        observer.observed(new Observation(
                frame.camera(),
                frame.capturedAt(),
                after.health().state(),
                analysis.comparison().distances(),
                analysis.comparison().threshold(),
                analysis.earlyExit(),
                analysis.audit(),
                analysis.faces().size(),
                analysis.droppedFaces(),
                analysis.missed(),
                System.nanoTime() - started));
    }

    /** Sends the camera's status if that is due, and stores the camera. */
    private void advance(NumberedFrame frame, Camera before, Camera after, Optional<Float> distance) {
        silence.recordFrame(frame.camera(), before.elapsed(frame.capturedAt()));
        Camera sent = statuses.sendIfDue(frame.camera(), before, after, distance);
        cameras.put(frame.camera(), WatchStateMapper.toState(sent));
    }

    private List<Track> sendFaces(NumberedFrame frame, Camera camera, FrameAnalysis analysis) {
        List<Track> tracks = tracker.assign(
                camera.tracks(),
                analysis.faces().stream().map(LiveFace::face).toList(),
                frame.capturedAt(),
                n -> frame.name() + "/" + n);
        if (!tracks.isEmpty()) {
            RecordMetadata origin = context.recordMetadata().orElseThrow();
            long timestamp = CaptureTimes.timestamp(frame.capturedAt(), context.currentSystemTimeMs());
            for (int i = 0; i < tracks.size(); i++) {
                SpecificRecord sighting = FaceSightingMapper.toSighting(frame, origin, analysis, i, tracks.get(i));
                context.forward(new Record<>(frame.camera(), sighting, timestamp), WatchTopology.FACES);
            }
        }
        return tracks;
    }

    /** Sampled by a hash of the frame's name, so that a replay chooses the same frames. */
    private boolean samplesFeatures(NumberedFrame frame) {
        return settings.featureShare() > 0
                && HashSampling.fraction(Sha256.hex(StandardCharsets.UTF_8.encode(frame.name())))
                        < settings.featureShare();
    }

    private void announceSilentCameras(long now) {
        for (String id : silence.removeSilent(now)) {
            if (partitions.isElsewhere(id, partition())) {
                forget(id);
                continue;
            }
            Camera camera = WatchStateMapper.toCamera(cameras.get(id)).silent();
            statuses.sendSilent(id, camera);
            cameras.put(id, WatchStateMapper.toState(camera));
        }
        if (cameras.approximateNumEntries() >= MAXIMUM_CAMERAS) {
            longestSilent(MAXIMUM_CAMERAS / FORGET_DIVISOR).forEach(this::forget);
        }
    }

    /** Cameras that may be forgotten. Publishers can invent cameras, and these must not exclude others permanently. */
    private List<String> longestSilent(int maximum) {
        Map<String, Instant> silent = new HashMap<>();
        try (KeyValueIterator<String, CameraWatchState> all = cameras.all()) {
            all.forEachRemaining((KeyValue<String, CameraWatchState> camera) -> {
                if (camera.value.getState() == CameraState.SILENT) {
                    silent.put(camera.key, camera.value.getCapturedAt());
                }
            });
        }
        return silent.entrySet().stream()
                .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .limit(maximum)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Removes a camera whose frames another task receives, or that has been silent for long. */
    private void forget(String id) {
        cameras.delete(id);
        scenes.remove(id);
        shedder.restart(id);
        clocks.restart(id);
        silence.remove(id);
    }

    private Duration age(NumberedFrame frame) {
        return clocks.age(frame.camera(), frame.capturedAt(), now());
    }

    private int partition() {
        return context.taskId().partition();
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void reject(Record<String, Frame> record, Rejection rejection) {
        DeadLetters.send(context, WatchTopology.WATCH, rejection, record);
    }

    private static Optional<Float> peak(BackgroundComparison comparison) {
        return comparison.distances().isPresent() ? Optional.of(comparison.peak()) : Optional.empty();
    }
}
