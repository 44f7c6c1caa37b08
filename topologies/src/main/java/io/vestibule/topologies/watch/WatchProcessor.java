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
import io.vestibule.topologies.watch.WatchObserver.Observation;
import io.vestibule.topologies.watch.WatchObserver.Shed;
import io.vestibule.topologies.watch.analysis.FrameAnalysis;
import io.vestibule.topologies.watch.analysis.FrameAnalyzer;
import io.vestibule.topologies.watch.scene.BackgroundComparison;
import io.vestibule.topologies.watch.scene.Scene;
import io.vestibule.topologies.watch.scene.SceneUpdate.View;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/** Reads a frame, asks the {@link FrameValidator} and the {@link FrameAnalyzer}, sends on what was seen and remembers the camera. */
final class WatchProcessor implements Processor<String, Frame, String, SpecificRecord> {

    private final FrameValidator door;
    private final FrameAnalyzer eye;
    private final Tracker tracker;
    private final String stem;
    private final WatchSettings settings;
    private final WatchObserver observer;

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, CameraWatchState> cameras;
    private @Nullable SceneCache scenes;
    private @Nullable LoadShedder shedding;
    private @Nullable SilenceDetector silence;

    WatchProcessor(
            FrameValidator door, FrameAnalyzer eye, String stem, WatchSettings settings, WatchObserver observer) {
        this.door = door;
        this.eye = eye;
        this.tracker = new Tracker(settings.trackFor());
        this.stem = stem;
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        cameras = context.getStateStore(WatchTopology.CAMERAS);
        // A task that is revived after a fault calls init again: what its last life had in memory was never committed.
        scenes = new SceneCache(context.getStateStore(WatchTopology.BACKGROUNDS), stem, settings);
        shedding = new LoadShedder(settings.deadline(), settings.ringingFor());
        Duration silentAfter = settings.alarms().silentAfter();
        silence = new SilenceDetector(silentAfter, context.currentSystemTimeMs());
        if (!settings.replay()) {
            expectKnown();
            context.schedule(
                    SilenceDetector.checkEvery(silentAfter), PunctuationType.WALL_CLOCK_TIME, this::tellSilent);
        }
    }

    private void expectKnown() {
        try (KeyValueIterator<String, CameraWatchState> known = cameras.all()) {
            known.forEachRemaining((KeyValue<String, CameraWatchState> camera) -> {
                if (camera.value.getState() != CameraState.SILENT) {
                    silence.expect(camera.key);
                }
            });
        }
    }

    @Override
    public void process(Record<String, Frame> record) {
        long started = System.nanoTime();
        Frame frame = record.value();
        Optional<Rejection> refusal = door.refuse(record.key(), frame, record.timestamp());
        if (refusal.isPresent()) {
            reject(record, refusal.get());
            return;
        }
        CameraWatchState memory = cameras.get(frame.getCamera());
        Camera camera = memory == null ? Camera.first(frame) : WatchStateMapper.camera(memory);
        refusal = door.refuseUnlessNext(frame, camera);
        if (refusal.isPresent()) {
            reject(record, refusal.get());
            return;
        }
        if (isShed(frame, camera)) {
            shed(record, camera);
            return;
        }
        Outcome<EncodedImage> image = door.image(frame);
        if (image instanceof Outcome.Rejected<EncodedImage> rejected) {
            reject(record, rejected.rejection());
        } else if (image instanceof Outcome.Accepted<EncodedImage> accepted) {
            watch(record, camera, accepted.value(), started);
        }
    }

    private boolean isShed(Frame frame, Camera camera) {
        if (settings.replay()) {
            return false;
        }
        if (camera.beginsWith(frame)) {
            shedding.begin(frame.getCamera());
        }
        return shedding.isShed(frame.getCamera(), frame.getRinging(), frame.getCapturedAt(), now());
    }

    private void shed(Record<String, Frame> record, Camera before) {
        Frame frame = record.value();
        silence.heard(frame.getCamera(), before.advanceTo(frame));
        Camera after = announce(record, before, before.afterShed(frame), Optional.empty());
        cameras.put(frame.getCamera(), WatchStateMapper.of(after));
        observer.shed(
                new Shed(frame.getCamera(), frame.getCapturedAt(), Duration.between(frame.getCapturedAt(), now())));
    }

    private void watch(Record<String, Frame> record, Camera before, EncodedImage image, long started) {
        Frame frame = record.value();
        Camera camera = before.isOtherEpoch(frame) ? before.restarted(frame) : before;
        Scene scene = scenes.of(frame);
        boolean wasProven = scene.isProven();
        FrameAnalysis glance;
        try {
            glance = eye.look(image, scene, frame.getCapturedAt(), tellsFeatures(frame));
        } catch (BadImageException bad) {
            reject(record, Rejection.of(bad));
            return;
        }
        silence.heard(frame.getCamera(), before.advanceTo(frame));
        List<Track> seen = send(record, camera, glance);
        List<Track> remembered = tracker.remember(camera.tracks(), seen, frame.getCapturedAt());
        Camera after = camera.after(frame, glance, remembered, settings);
        after = announce(record, camera, after, peak(glance.comparison()));
        cameras.put(frame.getCamera(), WatchStateMapper.of(after));
        scenes.write(frame, wasProven != scene.isProven() || glance.view() == View.DISPLACED);
        observer.observed(new Observation(
                frame.getCamera(),
                frame.getCapturedAt(),
                after.condition().state(),
                glance.comparison().distances(),
                glance.comparison().threshold(),
                glance.earlyExit(),
                glance.audit(),
                glance.faces().size(),
                glance.missed(),
                System.nanoTime() - started));
    }

    private List<Track> send(Record<String, Frame> record, Camera camera, FrameAnalysis glance) {
        Frame frame = record.value();
        List<Track> tracks = tracker.follow(
                camera.tracks(),
                glance.faces().stream().map(FrameAnalysis.Sight::face).toList(),
                frame.getCapturedAt(),
                n -> frame.getCamera() + "/" + frame.getEpoch() + "/" + frame.getSequence() + "/" + n);
        if (!tracks.isEmpty()) {
            RecordMetadata origin = context.recordMetadata().orElseThrow();
            for (int i = 0; i < tracks.size(); i++) {
                SpecificRecord sighting = FaceSightingMapper.of(frame, origin, glance, i, tracks.get(i));
                context.forward(record(record, sighting), WatchTopology.FACES);
            }
        }
        return tracks;
    }

    /** Said by the frame's name, so that a frame that is read again tells the same. */
    private boolean tellsFeatures(Frame frame) {
        if (settings.featureShare() <= 0) {
            return false;
        }
        String name = frame.getCamera() + "/" + frame.getEpoch() + "/" + frame.getSequence();
        return HashSampling.fraction(Sha256.hex(StandardCharsets.UTF_8.encode(name))) < settings.featureShare();
    }

    /** Tells of a new state at once, of an old one at every heartbeat. */
    private Camera announce(Record<String, Frame> record, Camera before, Camera after, Optional<Float> distance) {
        boolean changed = after.condition().state() != before.condition().state();
        boolean due = !after.announcedAt().plus(settings.heartbeat()).isAfter(after.capturedAt());
        if (!changed && !due) {
            return after;
        }
        CameraStatus status = CameraStatusMapper.of(record.key(), after, distance);
        context.forward(record(record, status), WatchTopology.STATUSES);
        context.forward(record(record, new CameraTick(record.key(), after.capturedAt())), WatchTopology.FACES);
        observer.announced(status);
        return after.announced();
    }

    private void tellSilent(long now) {
        for (String id : silence.check(now)) {
            Camera camera = WatchStateMapper.camera(cameras.get(id)).silent();
            CameraStatus status = CameraStatusMapper.of(id, camera, Optional.empty());
            context.forward(new Record<>(id, status, camera.capturedAt().toEpochMilli()), WatchTopology.STATUSES);
            observer.announced(status);
            cameras.put(id, WatchStateMapper.of(camera));
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    /** Without the frame's headers: they are its publisher's, and of any size. */
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
