package io.vestibule.topologies.watch;

import io.vestibule.models.BadImageException;
import io.vestibule.models.EncodedImage;
import io.vestibule.models.motion.DistanceMap;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.Frame;
import io.vestibule.schemas.state.BackgroundMemory;
import io.vestibule.schemas.state.CameraMemory;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.watch.WatchObserver.Observation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Reads a frame, asks the {@link Door} and the {@link Eye}, sends on what was seen and remembers the camera. */
final class WatchProcessor implements Processor<String, Frame, String, SpecificRecord> {

    /** Cameras whose backgrounds one task holds unpacked; more than a task can serve. */
    private static final int MOST_SCENES = 500;

    private final Door door;
    private final Eye eye;
    private final Tracker tracker;
    private final String stem;
    private final WatchSettings settings;
    private final WatchObserver observer;

    /**
     * Backgrounds as floats, for the stores hold them packed and a few seconds old: 300 KB each, so only of the cameras that
     * were seen last.
     */
    private final Map<String, Scene> scenes = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Scene> eldest) {
            return size() > MOST_SCENES;
        }
    };

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, CameraMemory> cameras;
    private @Nullable KeyValueStore<String, BackgroundMemory> backgrounds;

    WatchProcessor(Door door, Eye eye, String stem, WatchSettings settings, WatchObserver observer) {
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
        backgrounds = context.getStateStore(WatchTopology.BACKGROUNDS);
        // A task that is revived after a fault calls init again: what its last life had in memory was never committed.
        scenes.clear();
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
        CameraMemory memory = cameras.get(frame.getCamera());
        Camera camera = memory == null ? Camera.first(frame) : Memories.camera(memory);
        refusal = door.refuseUnlessNext(frame, camera);
        if (refusal.isPresent()) {
            reject(record, refusal.get());
            return;
        }
        Outcome<EncodedImage> image = door.image(frame);
        if (image instanceof Outcome.Rejected<EncodedImage> rejected) {
            reject(record, rejected.rejection());
        } else if (image instanceof Outcome.Accepted<EncodedImage> accepted) {
            watch(record, camera, accepted.value(), started);
        }
    }

    private void watch(Record<String, Frame> record, Camera before, EncodedImage image, long started) {
        Frame frame = record.value();
        Scene scene = scenes.computeIfAbsent(frame.getCamera(), this::recall);
        Camera camera = before;
        if (before.isOtherEpoch(frame)) {
            camera = before.restarted(frame);
            scene.restart(frame.getCapturedAt());
        }
        boolean wasProven = scene.proven();
        Glance glance;
        try {
            glance = eye.look(image, scene, frame.getCapturedAt(), camera.lastFaceAt());
        } catch (BadImageException bad) {
            reject(record, Rejection.of(bad));
            return;
        }
        List<Track> seen = send(record, camera, glance);
        List<Track> remembered = tracker.remember(camera.tracks(), seen, frame.getCapturedAt());
        Camera after = camera.after(frame, glance, scene.proven(), remembered, settings.calmAfter());
        after = announce(record, camera, after, glance);
        cameras.put(frame.getCamera(), Memories.of(after));
        write(frame, scene, wasProven != scene.proven());
        observer.observed(new Observation(
                frame.getCamera(),
                frame.getCapturedAt(),
                after.state(),
                glance.distances(),
                settings.threshold(),
                glance.earlyExit(),
                false,
                glance.faces().size(),
                0,
                System.nanoTime() - started));
    }

    private List<Track> send(Record<String, Frame> record, Camera camera, Glance glance) {
        Frame frame = record.value();
        List<Track> tracks = tracker.follow(
                camera.tracks(),
                glance.faces().stream().map(Glance.Sight::face).toList(),
                frame.getCapturedAt(),
                n -> frame.getCamera() + "/" + frame.getEpoch() + "/" + frame.getSequence() + "/" + n);
        if (!tracks.isEmpty()) {
            RecordMetadata origin = context.recordMetadata().orElseThrow();
            float peak = peak(glance);
            for (int i = 0; i < tracks.size(); i++) {
                context.forward(
                        record(
                                record,
                                Sightings.of(
                                        frame,
                                        origin,
                                        glance.faces().get(i),
                                        camera.faces() + i + 1,
                                        tracks.get(i),
                                        peak,
                                        settings.threshold())),
                        WatchTopology.FACES);
            }
        }
        return tracks;
    }

    /** Tells of a new state at once, of an old one at every heartbeat. */
    private Camera announce(Record<String, Frame> record, Camera before, Camera after, Glance glance) {
        boolean changed = after.state() != before.state();
        boolean due = !after.announcedAt().plus(settings.heartbeat()).isAfter(after.capturedAt());
        if (!changed && !due) {
            return after;
        }
        CameraStatus status = new CameraStatus(
                record.key(),
                after.state(),
                after.since(),
                after.capturedAt(),
                after.reason(),
                after.frames(),
                after.earlyExits(),
                after.faces(),
                glance.distances().isPresent() ? peak(glance) : null,
                settings.threshold(),
                0L,
                0L,
                0L,
                null);
        context.forward(record(record, status), WatchTopology.STATUSES);
        observer.announced(status);
        return after.announced();
    }

    private void write(Frame frame, Scene scene, boolean changed) {
        Instant at = frame.getCapturedAt();
        if (changed || scene.isDue(at)) {
            backgrounds.put(frame.getCamera(), Memories.of(scene, stem, at));
            scene.written(at);
        }
    }

    /** Without the frame's headers: they are its publisher's, and of any size. */
    private static Record<String, SpecificRecord> record(Record<String, Frame> frame, SpecificRecord value) {
        return new Record<>(frame.key(), value, frame.timestamp());
    }

    private Scene recall(String camera) {
        BackgroundMemory memory = backgrounds.get(camera);
        return memory == null || !memory.getStem().equals(stem)
                ? new Scene(settings)
                : Memories.scene(memory, settings);
    }

    private void reject(Record<String, Frame> record, Rejection rejection) {
        DeadLetters.send(context, WatchTopology.WATCH, rejection, record);
    }

    private static float peak(Glance glance) {
        return glance.distances().map(DistanceMap::peak).orElse(0f);
    }
}
