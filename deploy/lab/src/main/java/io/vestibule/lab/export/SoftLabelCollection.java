package io.vestibule.lab.export;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleIterator;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.format.ContentSummary;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.format.DatasetManifest.SourceFolder;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.SampleCollection;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.topics.Topic;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.jspecify.annotations.Nullable;

/**
 * The soft labels of a topic as samples. Labels and faces are in temporary files, which are deleted on close. So the samples can be
 * read several times although the topic is read once, and records that Kafka deletes in the meantime make no difference.
 *
 * <p>The content hash is that of the dataset of all samples. A repeated export compares it, to detect that samples were added or
 * may not be exported any more.
 */
final class SoftLabelCollection implements SampleCollection, AutoCloseable {

    /** The filter of the contract in a manifest. */
    static final String CONTRACT_FILTER = "contract";

    private final Topic<String, SoftLabel> topic;
    private final TeacherDescriptor teacher;
    private final String alignment;
    private final @Nullable String contract;
    private final List<OffsetRange> ranges;
    private final ConsentFilter consents;
    private final LabelSpoolFile labels;
    private final FaceSpoolFile faces;
    private final int similarities;
    private final Centres centres;
    private final String contentHash;
    private final int size;

    /**
     * @param topic of the records in {@code labels}
     * @param contract filter of the labels, if there was one
     * @param ranges the offsets that were read
     * @param labels with valid consent, without their faces
     * @param faces pictures of the labels; a label without picture is not a sample
     * @param published class centres that the labels refer to, if they are known; else the means of the samples
     */
    SoftLabelCollection(
            Topic<String, SoftLabel> topic,
            SoftLabelSurvey survey,
            @Nullable String contract,
            List<OffsetRange> ranges,
            ConsentFilter consents,
            LabelSpoolFile labels,
            FaceSpoolFile faces,
            Optional<Centres> published) {
        this.topic = topic;
        this.teacher = survey.teacher();
        this.alignment = survey.alignment();
        this.contract = contract;
        this.ranges = ranges;
        this.consents = consents;
        this.labels = labels;
        this.faces = faces;
        this.similarities = survey.similarities();
        this.centres = published.orElseGet(this::means);
        ContentSummary summary = new ContentSummary();
        try (SampleReader samples = samples(FaceLoading.WITHOUT)) {
            samples.forEach(summary::add);
        }
        this.size = summary.samples();
        this.contentHash = summary.finishHash(centres().orElse(null));
    }

    private Centres means() {
        try (Samples samples = new Samples(FaceLoading.WITHOUT, null)) {
            return Centres.of(teacher.contract(), SampleReader.of(samples));
        }
    }

    @Override
    public TeacherDescriptor teacher() {
        return teacher;
    }

    @Override
    public String alignment() {
        return alignment;
    }

    @Override
    public List<String> contentHashes() {
        return List.of(contentHash);
    }

    @Override
    public Map<String, String> filters() {
        return contract == null
                ? Map.of()
                : Map.of(DatasetManifest.shortHash(contentHash) + "." + CONTRACT_FILTER, contract);
    }

    @Override
    public Map<String, String> schemas() {
        Map<String, String> schemas = new TreeMap<>();
        for (Schema schema : List.of(SoftLabel.getClassSchema(), FaceSighting.getClassSchema())) {
            schemas.put(schema.getFullName(), fingerprint(schema));
        }
        return schemas;
    }

    /** The CRC-64-AVRO of the schema's canonical form, as in the header of each record. */
    private static String fingerprint(Schema schema) {
        return "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
    }

    @Override
    public List<OffsetRange> topics() {
        return ranges;
    }

    @Override
    public List<SourceFolder> folders() {
        return List.of();
    }

    @Override
    public Optional<Centres> centres() {
        return Optional.of(centres).filter(known -> known.size() > 0);
    }

    @Override
    public boolean hasSharedCentres() {
        return true;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public SampleReader samples(FaceLoading loading) {
        return SampleReader.of(new Samples(loading, centres));
    }

    @Override
    public void close() {
        labels.close();
        faces.close();
    }

    /** The samples of the labels whose faces are known, each face once. */
    private final class Samples implements SampleIterator {

        private final LabelSpoolFile.Records records = labels.records();
        private final Set<String> names = new HashSet<>();
        private final FaceLoading loading;
        private final @Nullable Centres comparedWith;
        private @Nullable Sample next;

        /** @param comparedWith class centres for the similarities of the samples; null to keep those of the labels */
        Samples(FaceLoading loading, @Nullable Centres comparedWith) {
            this.loading = loading;
            this.comparedWith = comparedWith;
        }

        @Override
        public boolean hasNext() {
            while (next == null && records.hasNext()) {
                SoftLabel label = topic.value().deserializer().deserialize(topic.name(), records.next());
                if (faces.contains(label.getFaceHash()) && names.add(label.getFaceHash())) {
                    next = sample(label);
                }
            }
            return next != null;
        }

        private Sample sample(SoftLabel label) {
            FacePicture picture = loading == FaceLoading.WITH ? faces.get(label.getFaceHash()) : null;
            Sample sample = SoftLabelMapper.sample(label, picture, consents.expiry(label));
            return comparedWith == null ? sample : sample.comparedWith(comparedWith, similarities);
        }

        @Override
        public Sample next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Sample sample = next;
            next = null;
            return sample;
        }

        @Override
        public void close() {
            records.close();
        }
    }
}
