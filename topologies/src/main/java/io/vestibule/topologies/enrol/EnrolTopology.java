package io.vestibule.topologies.enrol;

import io.vestibule.models.embedding.Embedder;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.topologies.GuardedObserver;
import io.vestibule.topologies.errors.DeadLetters;
import io.vestibule.topologies.errors.RefusedRecordFilter;
import io.vestibule.topologies.faces.FacePipeline;
import io.vestibule.topologies.io.StateStores;
import io.vestibule.topologies.io.TopicNodes;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Converts photographs of residents to templates, and erases residents.
 *
 * <ul>
 *   <li>Input: enrolments, keyed by subject. A photograph is added to the subject's templates of every embedding contract.
 *       ERASE, or a record without value, erases the subject.
 *   <li>Output: the gallery, keyed by subject and contract. A photograph sends the whole entry of each contract. Erasing sends
 *       a tombstone for each contract of the subject. It also sends one for each active contract without an entry, so that
 *       entries which a lost store no longer contains are deleted from the gallery too. If there is no entry at all, a dead
 *       letter reports that the subject is unknown. Enrolling a similar subject with permission, and erasing one, also send
 *       the entries of the other subject.
 *   <li>State: {@value #SUBJECTS}, the same entries, so that the photographs of a subject accumulate exactly.
 *   <li>Order and time: enrolments of a partition are processed in order. Consent is judged by the later of the record's
 *       timestamp (the broker's) and the wall clock, the expiry of a request by the wall clock. Conflicts are found among the subjects of one partition only, because the store contains no others. The topic
 *       therefore has one partition by default.
 *   <li>Faults: an unusable request or photograph becomes a dead letter with its reason and changes nothing.
 * </ul>
 */
public final class EnrolTopology {

    static final String ENROLMENTS = "enrolments-source";
    static final String ENROL = "enrol";
    static final String SUBJECTS = "enrol-subjects";
    static final String GALLERY = "gallery-sink";

    /** Largest record of the store's changelog, see {@link StateStores}. */
    private static final int MAXIMUM_RECORD_BYTES = 1 << 20;

    /** Upper bound of an entry without its templates, with key, similar subjects and the overhead of record and batch. */
    private static final int ENTRY_OVERHEAD_BYTES = 4096;

    /** Upper bound of a template without the values of its embedding. */
    private static final int TEMPLATE_OVERHEAD_BYTES = 256;

    private final Topics topics;
    private final PhotoEnrolment photoEnrolment;
    private final List<String> contracts;
    private final EnrolSettings settings;
    private final EnrolObserver observer;

    /**
     * @param embedders models that search the gallery. A model that shares another model's space needs no templates of its
     *     own and is skipped.
     * @throws IllegalArgumentException if a model shares the space of a model that is not in the list. Also if a model has no
     *     threshold at the false match rate of the settings, or if its maximum of templates does not fit into a record.
     */
    public EnrolTopology(
            Topics topics,
            FacePipeline models,
            List<Embedder> embedders,
            EnrolSettings settings,
            EnrolObserver observer) {
        this.topics = topics;
        // Sorted, so that a photograph with several conflicts always reports the same one.
        List<Embedder> sorted = embedders.stream()
                .filter(embedder -> embedder.contract().hasOwnSpace())
                .sorted(Comparator.comparing(embedder -> embedder.contract().id()))
                .toList();
        this.photoEnrolment = new PhotoEnrolment(new PhotoFaceFinder(models, settings), sorted, settings);
        this.contracts =
                sorted.stream().map(embedder -> embedder.contract().id()).toList();
        embedders.stream()
                .map(Embedder::contract)
                .filter(contract -> !contracts.contains(contract.space()))
                .findFirst()
                .ifPresent(orphan -> {
                    throw new IllegalArgumentException("no templates for model " + orphan.id() + "; add model "
                            + orphan.space() + ", whose space it shares");
                });
        requireEntriesToFit(sorted, settings, topics.gallery());
        this.settings = settings;
        this.observer = GuardedObserver.of(EnrolObserver.class, observer);
    }

    /** An entry that the producer or the broker rejects would stop the application at each attempt. */
    private static void requireEntriesToFit(
            List<Embedder> embedders, EnrolSettings settings, Topic<String, GalleryEntry> gallery) {
        int limit = Math.min(MAXIMUM_RECORD_BYTES, gallery.maxMessageBytes());
        for (Embedder embedder : embedders) {
            int template =
                    TEMPLATE_OVERHEAD_BYTES + Float.BYTES * embedder.contract().dimension();
            int most = Math.max(0, limit - ENTRY_OVERHEAD_BYTES) / template;
            if (settings.maximumTemplates() > most) {
                throw new IllegalArgumentException("enrol.maximum-templates of " + settings.maximumTemplates()
                        + " is too large for model " + embedder.contract().id() + ": a record of topic "
                        + gallery.name() + " has room for " + most + "; lower it");
            }
        }
    }

    /** Builds the topology; see the class description. */
    public Topology build() {
        Topology topology = new Topology();
        TopicNodes.addSource(topology, ENROLMENTS, topics.enrolments());
        topology.addProcessor(
                        ENROL,
                        RefusedRecordFilter.around(
                                ENROL, () -> new EnrolProcessor(photoEnrolment, contracts, settings, observer)),
                        ENROLMENTS)
                .addStateStore(subjects(), ENROL);
        TopicNodes.addSink(topology, GALLERY, topics.gallery(), ENROL);
        DeadLetters.addSink(topology, topics.deadLetters(), ENROL);
        return topology;
    }

    private static StoreBuilder<KeyValueStore<String, GalleryEntry>> subjects() {
        return StateStores.persistent(SUBJECTS, GalleryEntry.class);
    }
}
