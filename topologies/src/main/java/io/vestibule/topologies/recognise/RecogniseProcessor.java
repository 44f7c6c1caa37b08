package io.vestibule.topologies.recognise;

import io.vestibule.schemas.CameraState;
import io.vestibule.schemas.CameraStatus;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.state.CameraVisitsState;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.errors.Rejection;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.io.RecordValidator;
import io.vestibule.topologies.recognise.FaceMatcher.Judgement;
import io.vestibule.topologies.recognise.RecogniseObserver.Recognition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.jspecify.annotations.Nullable;

/** Reads a face or a camera's status, asks the {@link FaceMatcher} and the {@link CameraVisits}, sends on what there is to tell. */
final class RecogniseProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Silent cameras are looked for so often in the time after which they count as silent. */
    private static final int CHECKS_IN_SILENCE = 4;

    private final FaceMatcher judge;
    private final VoteCounter jury;
    private final String statuses;
    private final RecogniseSettings settings;
    private final RecogniseObserver observer;

    /** Cameras that something is stored of. A heartbeat of any other costs nothing, of these nothing until it is time. */
    private final Map<String, Expected> expected = new HashMap<>();

    /** The newest status of each camera that came before the faces of its time. */
    private final Map<String, CameraStatus> held = new HashMap<>();

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, CameraVisitsState> store;

    /**
     * @param statuses name of the topic that camera statuses come from; all else are faces
     */
    RecogniseProcessor(
            FaceMatcher judge,
            VoteCounter jury,
            String statuses,
            RecogniseSettings settings,
            RecogniseObserver observer) {
        this.judge = judge;
        this.jury = jury;
        this.statuses = statuses;
        this.settings = settings;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        store = context.getStateStore(RecogniseTopology.VISITS);
        expected.clear(); // a revived task begins from what was committed
        held.clear();
        try (KeyValueIterator<String, CameraVisitsState> cameras = store.all()) {
            cameras.forEachRemaining((KeyValue<String, CameraVisitsState> camera) ->
                    expect(camera.key, CameraVisits.of(camera.key, camera.value, jury, settings)));
        }
        Duration check = settings.silence().dividedBy(CHECKS_IN_SILENCE);
        context.schedule(check, PunctuationType.WALL_CLOCK_TIME, this::endSilent);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (context.recordMetadata().orElseThrow().topic().equals(statuses)) {
            hear(record, (CameraStatus) record.value());
        } else {
            see(record, (FaceSighting) record.value());
        }
    }

    private void see(Record<String, SpecificRecord> record, @Nullable FaceSighting sighting) {
        long started = System.nanoTime();
        Outcome<ValidatedFace> face = ValidatedFace.of(record.key(), sighting, record.timestamp());
        if (face instanceof Outcome.Rejected<ValidatedFace> rejected) {
            reject(record, rejected.rejection());
        } else if (sighting.getTrack().isBlank()) {
            reject(record, new Rejection(Reason.BAD_FACE, "the face belongs to no track"));
        } else if (face instanceof Outcome.Accepted<ValidatedFace> accepted) {
            recognise(record.key(), sighting, accepted.value(), started);
        }
    }

    private void recognise(String camera, FaceSighting sighting, ValidatedFace face, long started) {
        CameraVisits visits = recall(camera);
        Instant at = sighting.getOrigin().getCapturedAt();
        Judgement judgement =
                visits.wantsLook(sighting.getTrack(), at) ? judge.judge(sighting, face) : FaceMatcher.unseen(sighting);
        if (at.isBefore(visits.earliest())) {
            held.remove(camera); // of a time that is no more
        }
        List<IdentityEvent> events = new ArrayList<>(visits.see(judgement.sighting()));
        events.addAll(hearHeld(camera, visits));
        remember(camera, visits);
        send(camera, events);
        observer.recognised(new Recognition(camera, at, judgement.embedder(), System.nanoTime() - started));
    }

    /** A status says nothing but that the camera's time goes on; that it is silent is no sign of life, either. */
    private void hear(Record<String, SpecificRecord> record, @Nullable CameraStatus status) {
        if (status == null) {
            return; // a camera that was struck off the compacted topic
        }
        Optional<Rejection> refused =
                RecordValidator.check(record.key(), status.getCamera(), status.getAt(), record.timestamp());
        if (refused.isPresent()) {
            reject(record, refused.get());
            return;
        }
        String camera = record.key();
        Expected change = expected.get(camera);
        if (change == null) {
            return;
        }
        Instant at = status.getAt();
        if (at.isBefore(change.earliest())) {
            hearOfThePast(camera, status);
            return;
        }
        if (status.getState() != CameraState.SILENT) {
            expected.put(camera, change.heardOf(context.currentSystemTimeMs()));
        }
        if (at.isBefore(change.at())) {
            return;
        }
        CameraVisits visits = recall(camera);
        if (!visits.hasSeen(status.getFaces())) {
            held.put(camera, status);
            at = at.minus(settings.silence()); // not held for ever: a face that could not be used is never seen
        }
        if (!at.isBefore(change.at())) {
            List<IdentityEvent> events = visits.until(at);
            remember(camera, visits);
            send(camera, events);
        }
    }

    /**
     * A status that is late, or of a camera whose clock was put back; the count of faces tells. It is no sign of life: if the
     * count cannot tell either, the clock on the wall ends the visits.
     */
    private void hearOfThePast(String camera, CameraStatus status) {
        CameraVisits visits = recall(camera);
        if (!visits.hasSeen(status.getFaces())) {
            held.put(camera, status);
            return;
        }
        List<IdentityEvent> events = visits.hear(status.getAt(), status.getFaces());
        if (visits.earliest().isAfter(status.getAt())) {
            return; // late: nothing was ahead of it that is over
        }
        held.remove(camera);
        remember(camera, visits);
        send(camera, events);
    }

    /** A status that has overtaken faces, for both come in topics of their own, is heard after them. */
    private List<IdentityEvent> hearHeld(String camera, CameraVisits visits) {
        CameraStatus status = held.get(camera);
        if (status == null || !visits.hasSeen(status.getFaces())) {
            return List.of();
        }
        held.remove(camera);
        return visits.hear(status.getAt(), status.getFaces());
    }

    /**
     * Ends the visits of cameras that nothing was heard of for a while, by the clock on the wall: theirs has stopped. What is
     * told is the same that the camera's next word would have led to, down to ids and times, so it makes no difference which
     * of both comes first. A stream that is read again, or late, is heard as it is read, however old it is; only one that
     * stands still for so long, while its cameras go on, has its visits cut in two.
     */
    private void endSilent(long now) {
        long heardBefore = now - settings.silence().toMillis();
        List<String> silent = expected.entrySet().stream()
                .filter(camera ->
                        camera.getValue().isAnybodyThere() && camera.getValue().heardAt() <= heardBefore)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        for (String camera : silent) {
            CameraVisits visits = recall(camera);
            List<IdentityEvent> events = visits.abandon();
            remember(camera, visits);
            send(camera, events);
        }
    }

    private CameraVisits recall(String camera) {
        return CameraVisits.of(camera, store.get(camera), jury, settings);
    }

    private void remember(String camera, CameraVisits visits) {
        store.put(camera, visits.nextChange().isPresent() ? visits.memory() : null);
        expect(camera, visits);
    }

    private void expect(String camera, CameraVisits visits) {
        visits.nextChange().ifPresentOrElse(at -> expected.put(camera, expected(at, visits)), () -> {
            expected.remove(camera);
            held.remove(camera);
        });
    }

    private Expected expected(Instant at, CameraVisits visits) {
        return new Expected(at, visits.earliest(), visits.isAnybodyThere(), context.currentSystemTimeMs());
    }

    private void send(String camera, List<IdentityEvent> events) {
        for (IdentityEvent event : events) {
            context.forward(new Record<>(camera, event, event.getAt().toEpochMilli()), RecogniseTopology.IDENTITIES);
            observer.told(event);
        }
    }

    private void reject(Record<String, SpecificRecord> record, Rejection rejection) {
        DeadLetters.send(context, RecogniseTopology.RECOGNISE, rejection, record);
    }

    /**
     * When something changes in a camera's visits if nobody is seen.
     *
     * @param at in the camera's time
     * @param earliest in the camera's time: what is said of a time before is late, or the clock was put back
     * @param isAnybodyThere whether there are visits, and not cool-downs only
     * @param heardAt when the camera was last heard of, in milliseconds of this machine's clock
     */
    private record Expected(Instant at, Instant earliest, boolean isAnybodyThere, long heardAt) {

        Expected heardOf(long now) {
            return new Expected(at, earliest, isAnybodyThere, now);
        }
    }
}
