package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.CameraTick;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.topics.CentresKey;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.io.CaptureTimes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Creates soft labels: samples faces, passes them to the teacher, selects the results worth a label, and writes labels and the
 * class centres that they refer to.
 */
final class TeachProcessor implements Processor<String, SpecificRecord, String, SpecificRecord> {

    /** Interval in which data of erased subjects, and of subjects whose consent has ended, is deleted. */
    static final Duration DELETION_INTERVAL = Duration.ofSeconds(10);

    /** Cameras of a task whose taken faces are remembered; those with the oldest hour of labels are forgotten first. */
    static final int MAXIMUM_CAMERAS = 10_000;

    private final TeacherEmbedder teacher;
    private final Gallery gallery;
    private final TeachSettings settings;
    private final FaceSampler sampler;
    private final Labeller labeller;
    private final HardnessClassifier hardness;
    private final SampleSelector selector;
    private final SoftLabelRecords softLabels;
    private final TeachObserver observer;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, CameraSamplingState> cameras;
    private KeyValueStore<String, SubjectSamplingState> subjects;
    private CentresCache centresCache;
    private PublishedCentres publishedCentres;

    TeachProcessor(
            TeacherEmbedder teacher,
            Gallery gallery,
            TeachSettings settings,
            HardnessClassifier hardness,
            TeachObserver observer) {
        EmbeddingContract contract = teacher.embedder().contract();
        this.teacher = teacher;
        this.gallery = gallery;
        this.settings = settings;
        this.sampler = new FaceSampler(settings);
        this.labeller = new Labeller(contract, settings);
        this.hardness = hardness;
        this.selector = new SampleSelector(settings);
        this.softLabels = new SoftLabelRecords(contract, teacher.id(), settings.keepFaces());
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        cameras = context.getStateStore(TeachTopology.TRACKS);
        subjects = context.getStateStore(TeachTopology.SUBJECTS);
        centresCache = new CentresCache(() -> centresOf(teacher.embedder().contract()), settings.centresEvery());
        publishedCentres = new PublishedCentres(context.getStateStore(TeachTopology.CENTRES), settings.retention());
        context.schedule(DELETION_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::deleteOutdated);
    }

    @Override
    public void process(Record<String, SpecificRecord> record) {
        if (record.value() instanceof CameraTick) {
            return;
        }
        FaceSighting sighting = (FaceSighting) record.value();
        ValidatedFace.of(record.key(), sighting, now())
                .ifAccepted(
                        face -> observer.onDecision(teach(sighting, face)),
                        rejection -> DeadLetters.send(context, TeachTopology.TEACH, rejection, record));
    }

    private SamplingDecision teach(FaceSighting sighting, ValidatedFace face) {
        Instant seenAt = sighting.getOrigin().getCapturedAt();
        CameraSamplingState camera =
                Objects.requireNonNullElseGet(cameras.get(sighting.getCamera()), FaceSampler::initialState);
        SamplingCandidate candidate = SamplingCandidate.of(face.aligned(), face.quality(), sighting.getTrack(), seenAt);
        SamplingDecision sampled = sampler.decide(camera, candidate);
        if (sampled != SamplingDecision.TAKEN) {
            return sampled;
        }
        TeacherResult result = applyTeacher(face, seenAt);
        SelectionReason reason = hardness.classify(result, this::centresOf);
        SamplingDecision selected = select(candidate, result, reason);
        boolean labelled = selected == SamplingDecision.TAKEN;
        cameras.put(sighting.getCamera(), sampler.update(camera, candidate, labelled));
        if (labelled) {
            publishCentres(result);
            send(softLabels.of(sighting, candidate.hash(), result.embedding(), result.decision(), reason), seenAt);
            observer.onSoftLabel(reason);
        }
        return selected;
    }

    private TeacherResult applyTeacher(ValidatedFace face, Instant seenAt) {
        Embedding embedding = teacher.embed(face.aligned());
        Instant now = now();
        Optional<TemplateSnapshot> centres = centresCache.centres(seenAt, now);
        LabelDecision label = labeller.label(embedding, centres, this::consentExpiresAt, seenAt);
        return new TeacherResult(face.aligned(), embedding, centres, label, seenAt, seenAt.isAfter(now) ? seenAt : now);
    }

    /** Decides whether the face gets a label, and counts it for its subject. */
    private SamplingDecision select(SamplingCandidate candidate, TeacherResult result, SelectionReason reason) {
        Optional<String> label = result.decision().label().map(ScoredSubject::subject);
        SubjectSamplingState subject = label.map(subjects::get).orElseGet(SampleSelector::initialState);
        SamplingDecision decision = selector.decide(subject, candidate, reason);
        if (decision == SamplingDecision.TAKEN) {
            label.ifPresent(id -> subjects.put(id, selector.update(subject, candidate)));
        }
        return decision;
    }

    /** Writes the centres that a label is about to refer to, unless they are already written. */
    private void publishCentres(TeacherResult result) {
        Optional<TemplateSnapshot> due =
                result.centres().filter(centres -> publishedCentres.isDue(centres.version(), now()));
        due.ifPresent(centres -> {
            List<ClassCentres> parts =
                    CentresRecords.parts(teacher.embedder().contract(), centres, centresCache.consentExpiresAt());
            parts.forEach(part -> send(new CentresKey(part.getVersion(), part.getPart()), part, result.seenAt()));
            publishedCentres.add(parts, now());
        });
    }

    /** Deletes published centres and counts of subjects that may no longer be used, and the state of too many cameras. */
    private void deleteOutdated(long nowMillis) {
        Instant now = Instant.ofEpochMilli(nowMillis);
        Set<String> usable = centresCache.usableSubjects(now);
        publishedCentres.removeOutdated(usable, now).forEach(key -> send(key, null, now));
        List<String> outdated = new ArrayList<>();
        try (KeyValueIterator<String, SubjectSamplingState> all = subjects.all()) {
            all.forEachRemaining((KeyValue<String, SubjectSamplingState> entry) -> {
                if (!usable.contains(entry.key)) {
                    outdated.add(entry.key);
                }
            });
        }
        outdated.forEach(subjects::delete);
        deleteOldestCameras();
    }

    /** Anybody who writes the faces topic can invent cameras, so their number has a limit. */
    private void deleteOldestCameras() {
        long excess = cameras.approximateNumEntries() - MAXIMUM_CAMERAS;
        if (excess <= 0) {
            return;
        }
        List<KeyValue<String, CameraSamplingState>> stored = new ArrayList<>();
        try (KeyValueIterator<String, CameraSamplingState> all = cameras.all()) {
            all.forEachRemaining(stored::add);
        }
        stored.stream()
                .sorted(Comparator.comparing((KeyValue<String, CameraSamplingState> camera) -> camera.value.getHour())
                        .thenComparing(camera -> camera.key))
                .limit(excess)
                .forEach(camera -> cameras.delete(camera.key));
    }

    // Both methods forward without the headers of the sighting, because their sender controls their size.

    private void send(SoftLabel label, Instant at) {
        context.forward(new Record<>(label.getFaceHash(), label, timestamp(at)), TeachTopology.SOFT_LABELS);
    }

    private void send(CentresKey key, @Nullable ClassCentres centres, Instant at) {
        context.forward(new Record<>(key.toString(), centres, timestamp(at)), TeachTopology.CENTRES_SINK);
    }

    private long timestamp(Instant at) {
        return CaptureTimes.timestamp(at, context.currentSystemTimeMs());
    }

    private Optional<TemplateSnapshot> centresOf(EmbeddingContract contract) {
        return gallery.centres(contract.space(), contract.dimension());
    }

    private Optional<Instant> consentExpiresAt(String subject) {
        return gallery.consentExpiresAt(teacher.embedder().contract().space(), subject);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
