package io.vestibule.topologies.teach;

import io.vestibule.models.AlignedFace;
import io.vestibule.models.Embedder;
import io.vestibule.models.Embedding;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.state.TaughtTracks;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.Outcome;
import io.vestibule.topologies.faces.SightedFace;
import io.vestibule.topologies.faces.SoundEmbedding;
import io.vestibule.topologies.gallery.Gallery;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Reads what the camera gave lately, asks the rules, lets the teacher speak, writes what was given. */
final class TeachProcessor implements Processor<String, FaceSighting, String, SpecificRecord> {

    private final Embedder teacher;
    private final Gallery gallery;
    private final Sampling sampling;
    private final Labelling labelling;
    private final SoftLabels softLabels;
    private final TeachObserver observer;

    private ProcessorContext<String, SpecificRecord> context;
    private KeyValueStore<String, TaughtTracks> store;

    TeachProcessor(
            Embedder teacher,
            Gallery gallery,
            Sampling sampling,
            Labelling labelling,
            SoftLabels softLabels,
            TeachObserver observer) {
        this.teacher = teacher;
        this.gallery = gallery;
        this.sampling = sampling;
        this.labelling = labelling;
        this.softLabels = softLabels;
        this.observer = observer;
    }

    @Override
    public void init(ProcessorContext<String, SpecificRecord> context) {
        this.context = context;
        store = context.getStateStore(TeachTopology.TRACKS);
    }

    @Override
    public void process(Record<String, FaceSighting> record) {
        Outcome<SightedFace> read = SightedFace.of(record.key(), record.value(), record.timestamp());
        if (read instanceof Outcome.Rejected<SightedFace> refused) {
            DeadLetters.send(context, TeachTopology.TEACH, refused.rejection(), record);
        } else if (read instanceof Outcome.Accepted<SightedFace> face) {
            teach(record, face.value());
        }
    }

    private void teach(Record<String, FaceSighting> record, SightedFace face) {
        FaceSighting sighting = record.value();
        Sample sample = Sample.of(
                face.aligned(),
                face.quality(),
                sighting.getTrack(),
                sighting.getOrigin().getCapturedAt());
        TaughtTracks camera = Objects.requireNonNullElseGet(store.get(record.key()), Sampling::nothing);
        Verdict verdict = sampling.judge(camera, sample);
        if (verdict != Verdict.TAKEN) {
            observer.judged(verdict);
            return;
        }
        SoftLabel label = label(sighting, face.aligned(), sample);
        store.put(record.key(), sampling.remember(camera, sample));
        // Without the sighting's headers: they are its sender's, and of any size.
        context.forward(
                new Record<>(label.getFaceHash(), label, sample.capturedAt().toEpochMilli()),
                TeachTopology.SOFT_LABELS);
        observer.judged(verdict);
    }

    private SoftLabel label(FaceSighting sighting, AlignedFace aligned, Sample sample) {
        String contract = teacher.contract().id();
        Embedding embedding = SoundEmbedding.of(aligned, teacher);
        Opinion opinion = labelling.judge(
                embedding,
                gallery.centres(contract, teacher.contract().dimension()),
                subject -> gallery.consentExpiresAt(contract, subject),
                sample.capturedAt());
        return softLabels.of(sighting, sample.hash(), embedding, opinion);
    }
}
