package io.vestibule.topologies.enrol;

import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.face.FaceAligner;
import io.vestibule.models.image.ImageDecoder;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.serdes.AvroSerde;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.io.TopicNodes;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Photographs of residents become templates; residents are forgotten.
 *
 * <ul>
 *   <li>In: enrolments, keyed by subject. A photograph is added to the subject's templates of every embedding contract; ERASE,
 *       or no value, forgets the subject.
 *   <li>Out: the gallery, keyed by subject and contract. A photograph sends the whole entry of each contract; erasing sends a
 *       tombstone for each contract that the subject has, and for each active one even if it has none, so that what a lost
 *       store no longer knows leaves the gallery, too.
 *   <li>State: {@value #SUBJECTS}, the same entries, so that the photographs of one subject add up exactly.
 *   <li>Order and time: enrolments of a partition one after the other; the record's time (the broker's) is the only clock.
 *       A conflict is seen among the subjects of one partition, all of which are in the store; between partitions it is not
 *       seen. So the topic has one partition unless told otherwise.
 *   <li>A request or photograph that cannot be used is a dead letter with its reason; nothing of the subject changes.
 * </ul>
 */
public final class EnrolTopology {

    static final String ENROLMENTS = "enrolments-source";
    static final String ENROL = "enrol";
    static final String SUBJECTS = "enrol-subjects";
    static final String GALLERY = "gallery-sink";

    private final Topics topics;
    private final PhotoEnrolment photographs;
    private final List<String> contracts;
    private final EnrolSettings settings;
    private final EnrolObserver observer;

    /**
     * @param embedders those that the gallery is to serve. One that shares another's space needs no templates of its own, and
     *     is passed over
     * @throws IllegalArgumentException if one shares the space of a model that is not among them
     */
    public EnrolTopology(
            Topics topics,
            ImageDecoder decoder,
            FaceDetector detector,
            FaceAligner reader,
            List<Embedder> embedders,
            EnrolSettings settings,
            EnrolObserver observer) {
        this.topics = topics;
        // In one order wherever they come from, so that the same photograph meets the same conflict first.
        List<Embedder> sorted = embedders.stream()
                .filter(embedder -> embedder.contract().hasOwnSpace())
                .sorted(Comparator.comparing(embedder -> embedder.contract().id()))
                .toList();
        this.photographs =
                new PhotoEnrolment(new PhotoFaceFinder(decoder, detector, reader, settings), sorted, settings);
        this.contracts =
                sorted.stream().map(embedder -> embedder.contract().id()).toList();
        embedders.stream()
                .map(Embedder::contract)
                .filter(contract -> !contracts.contains(contract.space()))
                .findFirst()
                .ifPresent(orphan -> {
                    throw new IllegalArgumentException(orphan.id() + " is compared with templates of " + orphan.space()
                            + ", and nobody makes them");
                });
        this.settings = settings;
        this.observer = GuardedObserver.of(EnrolObserver.class, observer);
    }

    public Topology build() {
        Topology topology = new Topology();
        TopicNodes.source(topology, ENROLMENTS, topics.enrolments());
        topology.addProcessor(ENROL, () -> new EnrolProcessor(photographs, contracts, settings, observer), ENROLMENTS)
                .addStateStore(subjects(), ENROL);
        TopicNodes.sink(topology, GALLERY, topics.gallery(), ENROL);
        DeadLetters.sink(topology, topics.deadLetters(), ENROL);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, GalleryEntry>> subjects() {
        return Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(SUBJECTS), Serdes.String(), AvroSerde.of(GalleryEntry.class));
    }
}
