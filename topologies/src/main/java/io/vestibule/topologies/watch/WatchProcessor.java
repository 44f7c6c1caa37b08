package io.vestibule.topologies.watch;

import io.vestibule.common.Sha256;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.state.CameraWatchState;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.HashSampling;
import io.vestibule.topologies.io.CaptureTimes;
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
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
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

    private final FrameValidator validator;
    private final FrameImages images;
    private final FrameAnalyzer analyzer;
    private final Tracker tracker;
    private final WatchSettings settings;
    private final WatchObserver observer;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CameraWatchState> cameras;
    private SceneCache scenes;
    private LoadShedder shedder;
    private SilenceDetector silence;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before any other method
    WatchProcessor(
            FrameValidator validator,
            FrameImages images,
            FrameAnalyzer analyzer,
            WatchSettings settings,
            WatchObserver observer) {
        this.validator = validator;
        this.images = images;
        this.analyzer = analyzer;
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
        scenes = new SceneCache(context.getStateStore(WatchTopology.BACKGROUNDS), analyzer.stemId(), settings);
        shedder = new LoadShedder(settings.deadline(), settings.ringingFor());
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
                .ifAccepted(valid -> process(record, valid.camera(), started), rejection -> reject(record, rejection));
    }

    private void process(Record<String, Frame> record, Camera camera, long started) {
        if (!admit(record.value(), camera)) {
            shed(record, camera);
            return;
        }
        images.find(record.value())
                .flatMap(image -> analyze(record.value(), image))
                .ifAccepted(
                        analysis -> update(record, camera, analysis, started), rejection -> reject(record, rejection));
    }

    private @Nullable Camera storedCamera(String id) {
        CameraWatchState state = cameras.get(id);
        return state == null ? null : WatchStateMapper.toCamera(state);
    }

    private boolean admit(Frame frame, Camera camera) {
        if (settings.replay()) {
            return true;
        }
        if (camera.isFirstOfEpoch(frame)) {
            shedder.restart(frame.getCamera());
        }
        return shedder.admit(frame.getCamera(), frame.getRinging(), frame.getCapturedAt(), now());
    }

    private void shed(Record<String, Frame> record, Camera before) {
        Frame frame = record.value();
        silence.recordFrame(frame.getCamera(), before.advanceTo(frame));
        Camera after = announceIfDue(record, before, before.afterShed(frame), Optional.empty());
        cameras.put(frame.getCamera(), WatchStateMapper.toState(after));
        observer.shed(
                new Shed(frame.getCamera(), frame.getCapturedAt(), Duration.between(frame.getCapturedAt(), now())));
    }

    /** A rejected image leaves the scene as it was, unless only the part around a face is damaged. */
    private Outcome<AnalyzedFrame> analyze(Frame frame, EncodedImage image) {
        Scene scene = scenes.scene(frame);
        boolean wasKnown = scene.isBackgroundKnown();
        try {
            FrameAnalysis analysis = analyzer.analyze(image, scene, frame.getCapturedAt(), samplesFeatures(frame));
            boolean mustStore = wasKnown != scene.isBackgroundKnown() || analysis.view() == View.DISPLACED;
            return Outcome.accepted(new AnalyzedFrame(analysis, mustStore));
        } catch (BadImageException bad) {
            return Outcome.rejected(Rejection.of(bad, FrameImages.PIXEL_SETTING));
        }
    }

    /** @param mustStore whether the scene has changed so much that it must be stored now */
    private record AnalyzedFrame(FrameAnalysis analysis, boolean mustStore) {}

    private void update(Record<String, Frame> record, Camera before, AnalyzedFrame analyzed, long started) {
        Frame frame = record.value();
        FrameAnalysis analysis = analyzed.analysis();
        silence.recordFrame(frame.getCamera(), before.advanceTo(frame));
        Camera camera = before.isOtherEpoch(frame) ? before.restarted(frame) : before;
        List<Track> seen = sendFaces(record, camera, analysis);
        List<Track> retained = tracker.retain(camera.tracks(), seen, frame.getCapturedAt());
        Camera after = announceIfDue(
                record, camera, camera.afterAnalyzed(frame, analysis, retained, settings), peak(analysis.comparison()));
        cameras.put(frame.getCamera(), WatchStateMapper.toState(after));
        scenes.store(frame, analyzed.mustStore());
        observer.observed(new Observation(
                frame.getCamera(),
                frame.getCapturedAt(),
                after.health().state(),
                analysis.comparison().distances(),
                analysis.comparison().threshold(),
                analysis.earlyExit(),
                analysis.audit(),
                analysis.faces().size(),
                analysis.missed(),
                System.nanoTime() - started));
    }

    private List<Track> sendFaces(Record<String, Frame> record, Camera camera, FrameAnalysis analysis) {
        Frame frame = record.value();
        List<Track> tracks = tracker.assign(
                camera.tracks(),
                analysis.faces().stream().map(LiveFace::face).toList(),
                frame.getCapturedAt(),
                n -> frameId(frame) + "/" + n);
        if (!tracks.isEmpty()) {
            RecordMetadata origin = context.recordMetadata().orElseThrow();
            for (int i = 0; i < tracks.size(); i++) {
                SpecificRecord sighting = FaceSightingMapper.toSighting(frame, origin, analysis, i, tracks.get(i));
                context.forward(record(record, sighting), WatchTopology.FACES);
            }
        }
        return tracks;
    }

    /** Sampled by a hash of the frame's id, so that a replay chooses the same frames. */
    private boolean samplesFeatures(Frame frame) {
        return settings.featureShare() > 0
                && HashSampling.fraction(Sha256.hex(StandardCharsets.UTF_8.encode(frameId(frame))))
                        < settings.featureShare();
    }

    private static String frameId(Frame frame) {
        return frame.getCamera() + "/" + frame.getEpoch() + "/" + frame.getSequence();
    }

    /**
     * Sends the status, and a tick to the faces topic, if the state has changed or a heartbeat is due. Returns the camera after that.
     */
    private Camera announceIfDue(Record<String, Frame> record, Camera before, Camera after, Optional<Float> distance) {
        boolean changed = after.health().state() != before.health().state();
        boolean due = !after.announcedAt().plus(settings.heartbeat()).isAfter(after.capturedAt());
        if (!changed && !due) {
            return after;
        }
        CameraStatus status = CameraStatusMapper.toStatus(record.key(), after, distance);
        context.forward(record(record, status), WatchTopology.STATUSES);
        context.forward(record(record, new CameraTick(record.key(), after.capturedAt())), WatchTopology.FACES);
        observer.announced(status);
        return after.announced();
    }

    private void announceSilentCameras(long now) {
        for (String id : silence.removeSilent(now)) {
            Camera camera = WatchStateMapper.toCamera(cameras.get(id)).silent();
            CameraStatus status = CameraStatusMapper.toStatus(id, camera, Optional.empty());
            long timestamp = CaptureTimes.timestamp(camera.capturedAt(), now);
            context.forward(new Record<>(id, status, timestamp), WatchTopology.STATUSES);
            observer.announced(status);
            cameras.put(id, WatchStateMapper.toState(camera));
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** An output record without the frame's headers: they belong to its publisher and may be of any size. */
    private static Record<String, SpecificRecord> record(Record<String, Frame> frame, SpecificRecord value) {
        return new Record<>(frame.key(), value, frame.timestamp());
    }

    private void reject(Record<String, Frame> record, Rejection rejection) {
        DeadLetters.send(context, WatchTopology.WATCH, rejection, record);
    }

    private static Optional<Float> peak(BackgroundComparison comparison) {
        return comparison.distances().isPresent() ? Optional.of(comparison.peak()) : Optional.empty();
    }
}
