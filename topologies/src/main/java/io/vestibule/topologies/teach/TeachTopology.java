package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.RefusedRecordFilter;
import io.vestibule.topologies.faces.FaceRecords;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.io.CaptureTimeExtractor;
import io.vestibule.topologies.io.StateStores;
import io.vestibule.topologies.io.TopicNodes;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Creates soft labels from faces.
 *
 * <ul>
 *   <li>Input: faces, keyed by camera; and the gallery, as a global store, for class centres.
 *   <li>Output: soft labels, keyed by face hash. A face that is delivered twice has the same key, and the same bytes unless the
 *       gallery has changed. Also the class centres that labels refer to, written before the first such label. Timestamps are
 *       capture times. Centres of a subject who was erased, or whose consent has ended, are deleted.
 *   <li>State: {@value #TRACKS}, recently used faces of each camera, for at most 10,000 cameras; {@value #SUBJECTS}, labels of
 *       each enrolled subject on the last day; {@value #CENTRES}, at most 1,000 published versions of the centres.
 *       Near-duplicates and limits are thus known after a restart. The stores are written only after the teacher has
 *       processed a face.
 *   <li>Order and time: sightings of a camera are processed in order, and limits count in capture time. Consent is judged by
 *       the later of capture time and wall clock.
 *   <li>Faults: an unusable sighting becomes a dead letter. A face that is not worth a label is not an error.
 * </ul>
 */
public final class TeachTopology {

    static final String FACES = "faces-source";
    static final String TEACH = "teach";
    static final String TRACKS = "teach-tracks";
    static final String SUBJECTS = "teach-subjects";
    static final String CENTRES = "teach-centres";
    static final String CENTRES_SINK = "centres-sink";
    static final String SOFT_LABELS = "soft-labels-sink";

    private final Topics topics;
    private final TeacherEmbedder teacher;
    private final Optional<Embedder> student;
    private final Gallery gallery;
    private final TeachSettings settings;
    private final TeachObserver observer;

    /**
     * @param student model whose disagreement with the teacher makes an otherwise easy face hard
     * @param gallery a gallery with centres that no other topology fills
     */
    public TeachTopology(
            Topics topics,
            TeacherEmbedder teacher,
            Optional<Embedder> student,
            Gallery gallery,
            TeachSettings settings,
            TeachObserver observer) {
        this.topics = topics;
        this.teacher = teacher;
        this.student = student;
        this.gallery = gallery;
        this.settings = settings;
        this.observer = GuardedObserver.of(TeachObserver.class, observer);
    }

    /** Builds the topology; see the class description. */
    public Topology build() {
        Topology topology = new Topology();
        TopicNodes.addSource(topology, FACES, topics.faces(), new CaptureTimeExtractor<>(FaceRecords::capturedAt));
        topology.addProcessor(TEACH, RefusedRecordFilter.around(TEACH, this::processor), FACES)
                .addStateStore(store(TRACKS, CameraSamplingState.class), TEACH)
                .addStateStore(store(SUBJECTS, SubjectSamplingState.class), TEACH)
                .addStateStore(store(CENTRES, PublishedCentresState.class), TEACH);
        TopicNodes.addSink(topology, SOFT_LABELS, topics.softLabels(), TEACH);
        TopicNodes.addSink(topology, CENTRES_SINK, topics.centres(), TEACH);
        gallery.addTo(topology, topics.gallery());
        DeadLetters.addSink(topology, topics.deadLetters(), TEACH);
        return topology;
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> store(
            String name, Class<V> value) {
        return StateStores.inMemory(name, value);
    }

    private TeachProcessor processor() {
        EmbeddingContract contract = teacher.embedder().contract();
        return new TeachProcessor(
                teacher, gallery, settings, new HardnessClassifier(settings.hardness(), contract, student), observer);
    }
}
