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
 * Every enrolled subject, by embedding contract, as the gallery topic says. One for each running application; any number
 * of threads may read it, while one writes it. An entry counts from the moment the global thread has read it: nothing is
 * restarted for it. The topic is small against the memory of its readers: 100,000 templates of 512 values are 240 MB.
 */
public final class Gallery {

    private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

    static final String SOURCE = "gallery-source";
    static final String PROCESSOR = "gallery-reader";
    static final String STORE = "gallery";

    private final boolean keepsCentres;
    private final Map<String, ContractGallery> shelves = new ConcurrentHashMap<>();
    private final Set<String> misfits = ConcurrentHashMap.newKeySet();
    private final AtomicLong unreadable = new AtomicLong();

    private Gallery(boolean keepsCentres) {
        this.keepsCentres = keepsCentres;
    }

    /** An empty gallery that knows templates only. */
    public static Gallery ofTemplates() {
        return new Gallery(false);
    }

    /** An empty gallery that also keeps the centre of each subject's templates, for as much memory again. */
    public static Gallery withCentres() {
        return new Gallery(true);
    }

    /** Lets the topology fill this gallery from the topic. Once for each gallery. */
    public void addTo(Topology topology, Topic<String, GalleryEntry> topic) {
        topology.addGlobalStore(
                new GalleryStoreBuilder(this),
                SOURCE,
                new StringDeserializer(),
                new ByteArrayDeserializer(), // decoded by the reader: an error here would stop the global thread
                topic.name(),
                PROCESSOR,
                () -> new GalleryProcessor(this, topic));
    }

    /**
     * The subject that a face looks most like, and the next; empty where nobody is enrolled in the contract, or nobody whose
     * consent lasts until then. Empty too where the entries are of another dimension than the face, which is logged once: the
     * face is nobody's then, and not at fault.
     *
     * @param contract id of the contract whose templates the face is compared with: that of the space it was embedded into
     * @param unit the face, a unit vector
     * @param at when the face was seen
     */
    public Optional<SubjectMatch> match(String contract, float[] unit, Instant at) {
        return templates(contract)
                .filter(view -> fits(contract, view, unit.length))
                .flatMap(view -> view.match(unit, moment(at)));
    }

    /** The templates of a contract as they are now; empty where there are none. */
    public Optional<TemplateSnapshot> templates(String contract) {
        return shelf(contract).map(shelf -> shelf.templates().current());
    }

    /**
     * The class centres of a contract as they are now, one for each subject: the mean of its templates, made unit, in values
     * that half floats hold, so that whoever is given the halves can compute the version. Empty where there are none, or
     * where they are of another dimension, which is logged once.
     *
     * @param dimension the contract's, as the embedder knows it
     * @throws IllegalStateException if this gallery keeps none
     */
    public Optional<TemplateSnapshot> centres(String contract, int dimension) {
        if (!keepsCentres) {
            throw new IllegalStateException("this gallery keeps no class centres");
        }
        return shelf(contract).map(shelf -> shelf.centres().current()).filter(view -> fits(contract, view, dimension));
    }

    /** Until when a subject's templates and what was made by them may be used; empty where that is not limited, or nobody known. */
    public Optional<Instant> consentExpiresAt(String contract, String subject) {
        return shelf(contract).flatMap(shelf -> shelf.consentExpiresAt(subject));
    }

    /** A time as the views of this gallery count it: microseconds since 1970. */
    public static long moment(Instant at) {
        return Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1000);
    }

    /** Entries of the topic that could not be used, since this gallery was made. */
    public long unreadable() {
        return unreadable.get();
    }

    /** Subjects enrolled in a contract. */
    public int subjects(String contract) {
        return templates(contract).map(TemplateSnapshot::subjects).orElse(0);
    }

    /**
     * The first entry that holds a template gives the contract its dimension here, until no entry is left.
     *
     * @throws IllegalArgumentException if a template does not fit; everything is then as it was
     */
    void put(GalleryEntry entry) {
        ContractGallery shelf =
                shelf(entry.getContract()).orElseGet(() -> new ContractGallery(entry.getDimension(), keepsCentres));
        shelf.put(entry);
        keep(entry.getContract(), shelf);
    }

    void remove(String contract, String subject) {
        shelf(contract).ifPresent(shelf -> {
            shelf.remove(subject);
            keep(contract, shelf);
        });
    }

    private void keep(String contract, ContractGallery shelf) {
        if (shelf.isEmpty()) {
            shelves.remove(contract);
            misfits.remove(contract);
        } else {
            shelves.put(contract, shelf);
        }
    }

    private boolean fits(String contract, TemplateSnapshot view, int dimension) {
        boolean fits = view.dimension() == dimension;
        if (!fits && misfits.add(contract)) {
            LOG.atError()
                    .addKeyValue("contract", contract)
                    .addKeyValue("dimension", dimension)
                    .addKeyValue("galleryDimension", view.dimension())
                    .log("the gallery's entries are of another dimension than the faces, so that they match nobody");
        }
        return fits;
    }

    void countUnreadable() {
        unreadable.incrementAndGet();
    }

    /** Begins anew: the topic is about to be read from its start. */
    void clear() {
        shelves.clear();
        misfits.clear();
    }

    private Optional<ContractGallery> shelf(String contract) {
        return Optional.ofNullable(shelves.get(contract));
    }
}
