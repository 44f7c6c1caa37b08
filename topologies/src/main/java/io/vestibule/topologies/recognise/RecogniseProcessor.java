package io.vestibule.topologies.recognise;

import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.state.CameraVisitsState;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.io.CaptureTimes;
import io.vestibule.topologies.io.RecordValidator;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
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
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Matches each face, adds it to the visits of its camera, and sends the events. Ticks only move the camera's time. */
final class RecogniseProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Checks for silent cameras per silence time-out. */
    private static final int SILENCE_CHECKS = 4;

    private final FaceMatcher matcher;
    private final VoteCounter voteCounter;
    private final RecogniseSettings settings;
    private final RecogniseObserver observer;

    /** Cameras with stored state. A tick of any other camera needs no lookup. */
    private final Map<String, ActiveCamera> active = new HashMap<>();

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CameraVisitsState> store;

    RecogniseProcessor(
            FaceMatcher matcher, VoteCounter voteCounter, RecogniseSettings settings, RecogniseObserver observer) {
        this.matcher = matcher;
        this.voteCounter = voteCounter;
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        store = context.getStateStore(RecogniseTopology.VISITS);
        active.clear(); // a task that is revived after a fault continues from the last commit
        try (KeyValueIterator<String, CameraVisitsState> cameras = store.all()) {
            cameras.forEachRemaining((KeyValue<String, CameraVisitsState> camera) ->
                    updateActive(camera.key, CameraVisits.fromState(camera.key, camera.value, voteCounter, settings)));
        }
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

    private void recognise(String camera, FaceSighting sighting, ValidatedFace face, long started) {
        CameraVisits visits = load(camera);
        Instant at = sighting.getOrigin().getCapturedAt();
        FaceMatcher.Result result = visits.needsEmbedding(sighting.getTrack(), at)
                ? matcher.match(sighting, face)
                : FaceMatcher.notEmbedded(sighting);
        List<IdentityEvent> events = visits.add(result.sighting());
        save(camera, visits);
        send(camera, events);
        observer.recognised(new Recognition(camera, at, result.embedder(), System.nanoTime() - started));
    }

    private void processTick(Record<String, SpecificRecord> record, CameraTick tick) {
        Optional<Rejection> rejection = RecordValidator.check(
                record.key(), tick.getCamera(), tick.getCapturedAt(), now(), CaptureTimes.MAXIMUM_TOLERANCE);
        if (rejection.isPresent()) {
            reject(record, rejection.get());
            return;
        }
        String camera = record.key();
        ActiveCamera state = active.get(camera);
        if (state == null) {
            return;
        }
        if (state.isUnchangedAt(tick.getCapturedAt())) {
            active.put(camera, state.withReceivedAt(context.currentSystemTimeMs()));
            return;
        }
        CameraVisits visits = load(camera);
        List<IdentityEvent> events = visits.advanceTo(tick.getCapturedAt());
        save(camera, visits);
        send(camera, events);
    }

    /**
     * Ends the visits of cameras without a record for a while, by the wall clock: their own time no longer advances. The events
     * are the same that the camera's next tick would cause, with the same ids and times. It therefore makes no difference
     * which of the two comes first. A replayed or late stream is not affected, however old it is. Only a stream that stalls for
     * this time, while its cameras continue, has its visits split.
     */
    private void endVisitsOfSilentCameras(long now) {
        long limit = now - settings.silence().toMillis();
        List<String> silent = active.entrySet().stream()
                .filter(camera ->
                        camera.getValue().hasOpenVisits() && camera.getValue().receivedAt() <= limit)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        for (String camera : silent) {
            CameraVisits visits = load(camera);
            List<IdentityEvent> events = visits.endAll();
            save(camera, visits);
            send(camera, events);
        }
    }

    private CameraVisits load(String camera) {
        return CameraVisits.fromState(camera, store.get(camera), voteCounter, settings);
    }

    private void save(String camera, CameraVisits visits) {
        store.put(camera, visits.nextChange().isPresent() ? visits.toState() : null);
        updateActive(camera, visits);
    }

    private void updateActive(String camera, CameraVisits visits) {
        visits.nextChange()
                .ifPresentOrElse(
                        change -> active.put(
                                camera,
                                new ActiveCamera(
                                        visits.earliestExpected(),
                                        change,
                                        visits.hasOpenVisits(),
                                        context.currentSystemTimeMs())),
                        () -> active.remove(camera));
    }

    private void send(String camera, List<IdentityEvent> events) {
        for (IdentityEvent event : events) {
            long timestamp = CaptureTimes.timestamp(event.getAt(), context.currentSystemTimeMs());
            context.forward(new Record<>(camera, event, timestamp), RecogniseTopology.IDENTITIES);
            observer.eventSent(event);
        }
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }

    private void reject(Record<String, SpecificRecord> record, Rejection rejection) {
        DeadLetters.send(context, RecogniseTopology.RECOGNISE, rejection, record);
    }

    /**
     * A camera with stored state, reduced to what decides whether a tick changes it.
     *
     * @param earliestExpected in camera time; an earlier tick shows that the clock was put back
     * @param nextChange in camera time; a tick from then on ends a visit or a cool-down
     * @param hasOpenVisits false if only cool-downs are left
     * @param receivedAt wall-clock time of the camera's last record, in milliseconds
     */
    private record ActiveCamera(Instant earliestExpected, Instant nextChange, boolean hasOpenVisits, long receivedAt) {

        boolean isUnchangedAt(Instant at) {
            return !at.isBefore(earliestExpected) && at.isBefore(nextChange);
        }

        ActiveCamera withReceivedAt(long now) {
            return new ActiveCamera(earliestExpected, nextChange, hasOpenVisits, now);
        }
    }
}
