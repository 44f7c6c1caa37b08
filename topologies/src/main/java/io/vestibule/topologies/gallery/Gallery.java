package io.vestibule.topologies.gallery;

import io.vestibule.models.matching.SubjectMatch;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.topics.Topic;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All enrolled subjects by embedding contract, as read from the gallery topic. An application has one gallery. Any number of
 * threads may read it while one thread writes it.
 *
 * <p>An entry takes effect when the global thread has read it, without a restart. The topic is small compared with the memory
 * of its readers: 100,000 templates of 512 values need 240 MB. {@link GalleryLimits} bound it.
 */
public final class Gallery {

    private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

    static final String SOURCE = "gallery-source";
    static final String PROCESSOR = "gallery-reader";
    static final String STORE = "gallery";

    /** Maximum number of similar subjects that an entry lists. */
    public static final int MAXIMUM_SIMILAR = 8;

    private final boolean keepsCentres;
    private final long maximumValues;
    private final Map<String, ContractGallery> byContract = new ConcurrentHashMap<>();
    private final Set<String> contractsWithOtherDimension = ConcurrentHashMap.newKeySet();
    private final AtomicLong unusableEntries = new AtomicLong();

    private Gallery(boolean keepsCentres, long maximumValues) {
        this.keepsCentres = keepsCentres;
        this.maximumValues = maximumValues;
    }

    /** An empty gallery of templates. */
    public static Gallery ofTemplates() {
        return new Gallery(false, GalleryLimits.VALUES);
    }

    /** An empty gallery with another limit, for tests. */
    static Gallery ofValues(long maximumValues) {
        return new Gallery(false, maximumValues);
    }

    /** An empty gallery that also computes the centre of each subject's templates. It needs up to twice the memory. */
    public static Gallery withCentres() {
        return new Gallery(true, GalleryLimits.VALUES);
    }

    /** Adds this gallery to a topology, which fills it from the topic. Call it once for each gallery. */
    public void addTo(Topology topology, Topic<String, GalleryEntry> topic) {
        topology.addGlobalStore(
                new GalleryStoreBuilder(this),
                SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(), // the processor decodes the value: an error here would stop the global
                // thread
                topic.name(),
                PROCESSOR,
                () -> new GalleryProcessor(this, topic));
    }

    /**
     * Returns the most similar subject, the runner-up and the rival. The rival differs from the runner-up if the two best
     * subjects were enrolled as similar to each other: the better score decides between those. The result is empty if the contract has no subject whose consent is
     * valid at that time. It is also empty if the entries have another dimension than the face. This is logged once, and it is
     * not a fault of the face.
     *
     * @param contract id of the contract whose templates are searched: the contract of the space of the embedding
     * @param unit embedding of the face, a unit vector
     * @param at capture time of the face
     */
    public Optional<SubjectMatch> match(String contract, float[] unit, Instant at) {
        return ofContract(contract)
                .filter(gallery -> checkDimension(contract, gallery.templates().current(), unit.length))
                .flatMap(gallery -> gallery.match(unit, micros(at)));
    }

    /** The current templates of a contract; empty if there are none. */
    public Optional<TemplateSnapshot> templates(String contract) {
        return ofContract(contract).map(gallery -> gallery.templates().current());
    }

    /**
     * The current class centres of a contract, one for each subject: the mean of its templates, scaled to unit length. The
     * values are exact half floats, so every receiver of the half floats can compute the version. Empty if there are none, or
     * if they have another dimension, which is logged once.
     *
     * @param dimension dimension of the contract according to the embedder
     * @throws IllegalStateException if this gallery computes no centres
     */
    public Optional<TemplateSnapshot> centres(String contract, int dimension) {
        if (!keepsCentres) {
            throw new IllegalStateException("this gallery has no class centres; create it with Gallery.withCentres()");
        }
        return ofContract(contract)
                .map(gallery -> gallery.centres().current())
                .filter(snapshot -> checkDimension(contract, snapshot, dimension));
    }

    /** Whether the two subjects were enrolled with permission although they resemble each other, in any contract. */
    public boolean areSimilar(String one, String other) {
        return byContract.values().stream().anyMatch(contract -> contract.areSimilar(one, other));
    }

    /** Whether the subject has a template in any contract. False after an erasure. */
    public boolean isEnrolled(String subject) {
        return byContract.values().stream().anyMatch(contract -> contract.contains(subject));
    }

    /** When a subject's consent ends; empty if it is not limited, or if the subject is unknown. */
    public Optional<Instant> consentExpiresAt(String contract, String subject) {
        return ofContract(contract).flatMap(gallery -> gallery.consentExpiresAt(subject));
    }

    /**
     * Converts a time to the unit of the template indexes: microseconds since 1970. Works for every time that a record can contain.
     */
    public static long micros(Instant at) {
        long seconds = at.getEpochSecond();
        long micros = at.getNano() / 1000;
        return seconds < 0 // the whole seconds of the earliest times alone would be too small a number
                ? Math.addExact(Math.multiplyExact(seconds + 1, 1_000_000L), micros - 1_000_000)
                : Math.addExact(Math.multiplyExact(seconds, 1_000_000L), micros);
    }

    /** Number of unusable entries since this gallery was created. */
    public long unusableEntries() {
        return unusableEntries.get();
    }

    /** Number of subjects enrolled in a contract. */
    public int subjects(String contract) {
        return templates(contract).map(TemplateSnapshot::subjects).orElse(0);
    }

    /**
     * Adds or replaces an entry. The first entry with a template determines the dimension of the contract, until the contract
     * has no entry left.
     *
     * @throws IllegalArgumentException if a template has another dimension, or the entry exceeds {@link GalleryLimits}; the
     *     gallery is then unchanged
     */
    void put(GalleryEntry entry) {
        GalleryLimits.check(entry);
        GalleryLimits.checkRoom(
                entry, !byContract.containsKey(entry.getContract()), byContract.values(), maximumValues);
        ContractGallery gallery = ofContract(entry.getContract())
                .orElseGet(() -> new ContractGallery(entry.getDimension(), keepsCentres));
        gallery.put(entry);
        store(entry.getContract(), gallery);
    }

    void remove(String contract, String subject) {
        ofContract(contract).ifPresent(gallery -> {
            gallery.remove(subject);
            store(contract, gallery);
        });
    }

    private void store(String contract, ContractGallery gallery) {
        if (gallery.isEmpty()) {
            byContract.remove(contract);
            contractsWithOtherDimension.remove(contract);
        } else {
            byContract.put(contract, gallery);
        }
    }

    private boolean checkDimension(String contract, TemplateSnapshot snapshot, int dimension) {
        boolean same = snapshot.dimension() == dimension;
        if (!same && contractsWithOtherDimension.add(contract)) {
            LOG.atError()
                    .addKeyValue("contract", contract)
                    .addKeyValue("dimension", dimension)
                    .addKeyValue("galleryDimension", snapshot.dimension())
                    .log(
                            "gallery entries have another dimension than the faces, so no face matches; erase and enrol them again");
        }
        return same;
    }

    void countUnusableEntry() {
        unusableEntries.incrementAndGet();
    }

    /** Removes all entries, because the topic is about to be read from its start. */
    void clear() {
        byContract.clear();
        contractsWithOtherDimension.clear();
    }

    private Optional<ContractGallery> ofContract(String contract) {
        return Optional.ofNullable(byContract.get(contract));
    }
}
