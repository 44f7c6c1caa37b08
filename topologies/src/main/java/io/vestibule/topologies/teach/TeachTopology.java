package io.vestibule.topologies.teach;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.state.CameraSamplingState;
import io.vestibule.schemas.state.PublishedCentresState;
import io.vestibule.schemas.state.SubjectSamplingState;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.io.CaptureTimeExtractor;
import io.vestibule.topologies.io.TopicNodes;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Faces to soft labels.
 *
 * <ul>
 *   <li>In: faces, keyed by camera; and the gallery, as a global store, for class centres.
 *   <li>Out: soft labels, keyed by face hash, so that a face that is delivered again has the same key and the same bytes
 *       while the gallery stays the same; and the class centres that they name, before the first label that names them. Their
 *       time is the capture time. Centres of a subject who was erased, or whose consent has ended, are forgotten.
 *   <li>State: {@value #TRACKS}, what each camera gave lately, and {@value #SUBJECTS}, what each subject gave on its last day,
 *       so that near-duplicates and caps are known after a restart; {@value #CENTRES}, which centres were written. All of
 *       bounded size, and written only when the teacher was asked.
 *   <li>Order and time: sightings of a camera one after the other; capture time is the only clock.
 *   <li>A sighting that cannot be used is a dead letter. One that is not worth a label is neither that nor an error.
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
     * @param student asked about faces that are easy for the teacher
     * @param gallery one that keeps centres; filled by this topology and no other
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

    public Topology build() {
        Topology topology = new Topology();
        TopicNodes.source(topology, FACES, topics.faces(), new CaptureTimeExtractor());
        topology.addProcessor(TEACH, this::processor, FACES)
                .addStateStore(store(TRACKS, CameraSamplingState.class), TEACH)
                .addStateStore(store(SUBJECTS, SubjectSamplingState.class), TEACH)
                .addStateStore(store(CENTRES, PublishedCentresState.class), TEACH);
        TopicNodes.sink(topology, SOFT_LABELS, topics.softLabels(), TEACH);
        TopicNodes.sink(topology, CENTRES_SINK, topics.centres(), TEACH);
        gallery.addTo(topology, topics.gallery());
        DeadLetters.sink(topology, topics.deadLetters(), TEACH);
        return topology;
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> store(
            String name, Class<V> value) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), AvroSerde.of(value));
    }

    private TeachProcessor processor() {
        EmbeddingContract contract = teacher.embedder().contract();
        return new TeachProcessor(
                teacher, gallery, settings, new HardnessClassifier(settings.hardness(), contract, student), observer);
    }
}
