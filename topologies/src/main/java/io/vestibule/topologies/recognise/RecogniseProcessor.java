package io.vestibule.topologies.recognise;

import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Reason;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.io.CaptureTimes;
import io.vestibule.topologies.io.RecordValidator;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Matches each face, adds it to the visits of its camera, and sends the events. Ticks only move the camera's time. */
final class RecogniseProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /**
     * Maximum of cameras with visits or cool-downs, for a task. A client that writes the faces topic can invent cameras. At the maximum,
     * the visits and cool-downs of the camera whose last record is oldest end. Cameras without visits come first.
     */
    static final int MAXIMUM_CAMERAS = 10_000;

    /** Number of checks for silent cameras within one silence time-out. */
    private static final int SILENCE_CHECKS = 4;

    private final FaceMatcher matcher;
    private final VoteCounter voteCounter;
    private final EnrolledSubjects enrolledSubjects;
    private final RecogniseSettings settings;
    private final RecogniseObserver observer;

    /** Cameras with stored state. A tick of any other camera changes nothing. */
    private final Map<String, ActiveCamera> active = new HashMap<>();

    private ProcessorContext<String, SpecificRecord> context;
    private StoredVisits store;

    RecogniseProcessor(
            FaceMatcher matcher,
            VoteCounter voteCounter,
            EnrolledSubjects enrolledSubjects,
            RecogniseSettings settings,
            RecogniseObserver observer) {
        this.matcher = matcher;
        this.voteCounter = voteCounter;
        this.enrolledSubjects = enrolledSubjects;
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        store = new StoredVisits(
                context.getStateStore(RecogniseTopology.VISITS), context.getStateStore(RecogniseTopology.COOL_DOWNS));
        active.clear(); // a task that is revived after a fault continues from the last commit
        store.cameras().forEach(camera -> active.put(camera, load(camera)));
        Duration interval = settings.silence().dividedBy(SILENCE_CHECKS);
        context.schedule(interval, PunctuationType.WALL_CLOCK_TIME, this::endVisitsOfSilentCameras);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (record.value() instanceof CameraTick tick) {
            processTick(record, tick);
        } else {
            processFace(record, (FaceSighting) record.value());
        }
    }

    /** Processes a face. {@link ValidatedFace} rejects a record without value. */
    private void processFace(Record<String, SpecificRecord> record, FaceSighting sighting) {
        long started = System.nanoTime();
        ValidatedFace.of(record.key(), sighting, now())
                .rejectIf(face -> checkTrack(sighting))
                .ifAccepted(
                        face -> recognise(record.key(), sighting, face, started),
                        rejection -> reject(record, rejection));
    }

    private static Optional<Rejection> checkTrack(FaceSighting sighting) {
        return sighting.getTrack().isBlank()
                ? Optional.of(new Rejection(Reason.BAD_FACE, "the face has no track"))
                : Optional.empty();
    }

    private void recognise(String id, FaceSighting sighting, ValidatedFace face, long started) {
        if (active.size() >= MAXIMUM_CAMERAS && !active.containsKey(id)) {
            endLongestSilentCamera();
        }
        ActiveCamera camera = active.computeIfAbsent(id, this::load);
        try {
            recognise(camera, sighting, face, started);
        } catch (RuntimeException fault) {
            // The record becomes a dead letter, so it must change nothing in memory either.
            active.remove(id);
            ActiveCamera stored = load(id);
            if (stored.isActive()) {
                active.put(id, stored);
            }
            throw fault;
        }
    }

    private void recognise(ActiveCamera camera, FaceSighting sighting, ValidatedFace face, long started) {
        Instant now = now();
        Optional<FaceMatcher.Result> look = isLookedAt(camera, sighting, face, now)
                ? Optional.of(matcher.match(sighting, face, now))
                : Optional.empty();
        VisitSighting seen =
                new VisitSighting(sighting.getTrack(), sighting.getOrigin(), look.map(FaceMatcher.Result::face));
        update(camera, camera.visits().add(seen, now));
        observer.recognised(new Recognition(
                camera.id(), seen.at(), look.map(FaceMatcher.Result::embedder), System.nanoTime() - started));
    }

    private boolean isLookedAt(ActiveCamera camera, FaceSighting sighting, ValidatedFace face, Instant now) {
        String track = sighting.getTrack();
        Instant at = sighting.getOrigin().getCapturedAt();
        if (!camera.visits().needsLook(track, at) || !matcher.isClear(face)) {
            return false;
        }
        Optional<LimitKind> exceeded = camera.budget().take(camera.visits().isNewVisitor(track), at, now);
        exceeded.ifPresent(limit -> observer.limitExceeded(camera.id(), limit));
        return exceeded.isEmpty();
    }

    private void processTick(Record<String, SpecificRecord> record, CameraTick tick) {
        Optional<Rejection> rejection = RecordValidator.check(
                record.key(), tick.getCamera(), tick.getCapturedAt(), now(), CaptureTimes.MAXIMUM_TOLERANCE);
        if (rejection.isPresent()) {
            reject(record, rejection.get());
            return;
        }
        ActiveCamera camera = active.get(record.key());
        if (camera == null) {
            return;
        }
        if (camera.visits().changesAt(tick.getCapturedAt())) {
            update(camera, camera.visits().advanceTo(tick.getCapturedAt(), now()));
        } else {
            camera.received(context.currentSystemTimeMs());
        }
    }

    /**
     * Ends the visits of cameras without a record for a while, by the wall clock: their own time no longer advances. The events
     * are the same that the camera's next tick would cause, with the same ids and times. It therefore makes no difference
     * which of the two comes first. A replayed or late stream is not affected, however old it is. Only a stream that stalls for
     * this time, while its cameras continue, has its visits split.
     */
    private void endVisitsOfSilentCameras(long now) {
        long limit = now - settings.silence().toMillis();
        List<ActiveCamera> silent = active.values().stream()
                .filter(camera -> camera.visits().hasOpenVisits() && camera.receivedAt() <= limit)
                .sorted(Comparator.comparing(ActiveCamera::id))
                .toList();
        silent.forEach(camera -> update(camera, camera.visits().endAll(Instant.ofEpochMilli(now))));
    }

    private void endLongestSilentCamera() {
        ActiveCamera camera = active.values().stream()
                .min(Comparator.comparing((ActiveCamera found) -> found.visits().hasOpenVisits())
                        .thenComparing(ActiveCamera::receivedAt)
                        .thenComparing(ActiveCamera::id))
                .orElseThrow();
        observer.limitExceeded(
                camera.id(), camera.visits().hasOpenVisits() ? LimitKind.OPEN_VISITS : LimitKind.COOL_DOWNS);
        update(camera, camera.visits().end(now()));
    }

    private ActiveCamera load(String camera) {
        CameraVisits visits = new CameraVisits(
                camera,
                store.visits(camera),
                store.coolDowns(camera),
                voteCounter,
                settings,
                enrolledSubjects,
                limit -> observer.limitExceeded(camera, limit));
        return new ActiveCamera(camera, visits, new EmbeddingBudget(settings), context.currentSystemTimeMs());
    }

    /** Stores the changes of a camera and sends its events. */
    private void update(ActiveCamera camera, List<IdentityEvent> events) {
        camera.visits().save(store);
        if (camera.isActive()) {
            camera.received(context.currentSystemTimeMs());
        } else {
            active.remove(camera.id());
        }
        events.forEach(event -> send(camera.id(), event));
    }

    private void send(String camera, IdentityEvent event) {
        long timestamp = CaptureTimes.timestamp(event.getAt(), context.currentSystemTimeMs());
        context.forward(new Record<>(camera, event, timestamp), RecogniseTopology.IDENTITIES);
        observer.eventSent(event);
    }

    private void reject(Record<String, SpecificRecord> record, Rejection rejection) {
        DeadLetters.send(context, RecogniseTopology.RECOGNISE, rejection, record);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
