package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.matching.ScoredSubject;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.topics.CentresKey;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.faces.ValidatedFace;
import io.vestibule.topologies.gallery.Gallery;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

/** Reads what the camera gave lately, asks the rules, lets the teacher speak, writes what was given. */
final class TeachProcessor implements Processor<String, FaceSighting, String, SpecificRecord> {

    /** How soon a subject who was erased, or whose consent has ended, is forgotten by the centres that were written. */
    static final Duration FORGET_EVERY = Duration.ofSeconds(10);

    private final TeacherEmbedder teacher;
    private final Gallery gallery;
    private final TeachSettings settings;
    private final FaceSampler sampling;
    private final Labeller labelling;
    private final HardnessClassifier hardness;
    private final SampleSelector selection;
    private final SoftLabelRecords softLabels;
    private final TeachObserver observer;

    private @Nullable ProcessorContext<String, SpecificRecord> context;
    private @Nullable KeyValueStore<String, CameraSamplingState> tracks;
    private @Nullable KeyValueStore<String, SubjectSamplingState> subjects;
    private @Nullable CentresCache catalogue;
    private @Nullable PublishedCentres ledger;

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
        this.sampling = new FaceSampler(settings);
        this.labelling = new Labeller(contract, settings);
        this.hardness = hardness;
        this.selection = new SampleSelector(settings);
        this.softLabels = new SoftLabelRecords(contract, teacher.id(), settings.keepFaces());
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        tracks = context.getStateStore(TeachTopology.TRACKS);
        subjects = context.getStateStore(TeachTopology.SUBJECTS);
        catalogue = new CentresCache(() -> centres(teacher.embedder().contract()), settings.centresEvery());
        ledger = new PublishedCentres(context.getStateStore(TeachTopology.CENTRES), settings.retention());
        context.schedule(FORGET_EVERY, PunctuationType.WALL_CLOCK_TIME, this::forget);
    }

    @Override
    public void process(Record<String, FaceSighting> record) {
        Outcome<ValidatedFace> read = ValidatedFace.of(record.key(), record.value(), record.timestamp());
        if (read instanceof Outcome.Rejected<ValidatedFace> refused) {
            DeadLetters.send(context, TeachTopology.TEACH, refused.rejection(), record);
        } else if (read instanceof Outcome.Accepted<ValidatedFace> face) {
            observer.judged(teach(record, face.value()));
        }
    }

    private SamplingDecision teach(Record<String, FaceSighting> record, ValidatedFace face) {
        FaceSighting sighting = record.value();
        Instant seenAt = sighting.getOrigin().getCapturedAt();
        SamplingCandidate sample = SamplingCandidate.of(face.aligned(), face.quality(), sighting.getTrack(), seenAt);
        CameraSamplingState camera = Objects.requireNonNullElseGet(tracks.get(record.key()), FaceSampler::nothing);
        SamplingDecision verdict = sampling.judge(camera, sample);
        if (verdict != SamplingDecision.TAKEN) {
            return verdict;
        }
        Embedding embedding = teacher.embed(face.aligned());
        Optional<TemplateSnapshot> centres = catalogue.centres(seenAt, now());
        LabelDecision opinion = labelling.judge(embedding, centres, this::consentExpiresAt, seenAt);
        SelectionReason reason = hardness.judge(face.aligned(), embedding, opinion, centres, this::centres, seenAt);
        verdict = select(sample, opinion, reason);
        tracks.put(record.key(), sampling.remember(camera, sample, verdict == SamplingDecision.TAKEN));
        if (verdict == SamplingDecision.TAKEN) {
            centres.ifPresent(named -> write(named, seenAt));
            send(softLabels.of(sighting, sample.hash(), embedding, opinion, reason), seenAt);
            observer.taken(reason);
        }
        return verdict;
    }

    private SamplingDecision select(SamplingCandidate sample, LabelDecision opinion, SelectionReason reason) {
        Optional<String> label = opinion.label().map(ScoredSubject::subject);
        SubjectSamplingState taught = label.map(subjects::get).orElseGet(SampleSelector::nothing);
        SamplingDecision verdict = selection.judge(taught, sample, reason);
        if (verdict == SamplingDecision.TAKEN) {
            label.ifPresent(subject -> subjects.put(subject, selection.remember(taught, sample)));
        }
        return verdict;
    }

    /** Writes the centres that a label is about to name, unless they are written already. */
    private void write(TemplateSnapshot centres, Instant seenAt) {
        if (ledger.wants(centres.version(), now())) {
            List<ClassCentres> parts =
                    CentresRecords.parts(teacher.embedder().contract(), centres, catalogue.consentExpiresAt());
            parts.forEach(part -> send(new CentresKey(part.getVersion(), part.getPart()), part, seenAt));
            ledger.enter(parts, now());
        }
    }

    /** Leaves nothing of those who are no longer enrolled. */
    private void forget(long now) {
        Set<String> known = catalogue.subjects(Instant.ofEpochMilli(now));
        ledger.strike(known, Instant.ofEpochMilli(now)).forEach(key -> send(key, null, Instant.ofEpochMilli(now)));
        List<String> unknown = new ArrayList<>();
        try (KeyValueIterator<String, SubjectSamplingState> all = subjects.all()) {
            all.forEachRemaining((KeyValue<String, SubjectSamplingState> entry) -> {
                if (!known.contains(entry.key)) {
                    unknown.add(entry.key);
                }
            });
        }
        unknown.forEach(subjects::delete);
    }

    // Without the sighting's headers: they are its sender's, and of any size.

    private void send(SoftLabel label, Instant at) {
        context.forward(new Record<>(label.getFaceHash(), label, at.toEpochMilli()), TeachTopology.SOFT_LABELS);
    }

    private void send(CentresKey key, @Nullable ClassCentres centres, Instant at) {
        context.forward(new Record<>(key.toString(), centres, at.toEpochMilli()), TeachTopology.CENTRES_SINK);
    }

    private Optional<TemplateSnapshot> centres(EmbeddingContract contract) {
        return gallery.centres(contract.space(), contract.dimension());
    }

    private Optional<Instant> consentExpiresAt(String subject) {
        return gallery.consentExpiresAt(teacher.embedder().contract().space(), subject);
    }

    private Instant now() {
        return Instant.ofEpochMilli(context.currentSystemTimeMs());
    }
}
