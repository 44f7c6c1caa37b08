package io.vestibule.lab.export;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import io.vestibule.topologies.teach.FaceHash;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads soft labels from their topic, once. Labels without valid consent are excluded and counted. Faces that are missing in the
 * labels are taken from the faces topic. Can be used once only.
 */
final class SoftLabelReader {

    /** Reason to exclude a label whose face is not in the faces topic any more. */
    static final String FACE_GONE = "face_gone";

    /** Reason to exclude a record that is not a soft label, or is inconsistent. */
    static final String UNREADABLE = "unreadable";

    /** Reason to exclude a label of another contract than the requested one. */
    static final String OTHER_CONTRACT = "other_contract";

    private final Cluster cluster;
    private final Topics topics;
    private final TopicRequest request;
    private final StopSignal stop;
    private final BiFunction<String, Long, ProgressLine> progress;
    private final SoftLabelSurvey survey = new SoftLabelSurvey();
    private final Map<Integer, OffsetRange> ranges = new TreeMap<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final Set<String> missingFaces = new HashSet<>();

    /** @param progress creates a progress line for a task with a name and a number of steps */
    SoftLabelReader(
            Cluster cluster,
            Topics topics,
            TopicRequest request,
            StopSignal stop,
            BiFunction<String, Long, ProgressLine> progress) {
        this.cluster = cluster;
        this.topics = topics;
        this.request = request;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * Reads the labels.
     *
     * @param folder for temporary files
     * @return must be closed
     * @throws DatasetException if offsets are not in the topic, no label may be exported, or there are several teachers
     */
    SoftLabelCollection read(Path folder) {
        TopicRangeReader range = TopicRangeReader.between(
                cluster, topics.softLabels(), request.from(), request.to(), request.allPartitions());
        ConsentFilter consents = ConsentFilter.read(cluster, topics.gallery(), request.now(), stop);
        LabelSpoolFile labels = LabelSpoolFile.create(folder.resolve("labels"));
        FaceSpoolFile faces = FaceSpoolFile.create(folder.resolve("faces"));
        try {
            forEach("labels read", range, received -> add(received, consents, labels, faces));
            Optional<Centres> centres = centres(consents);
            readMissingFaces(faces);
            countUnusable(labels, faces);
            return new SoftLabelCollection(
                    topics.softLabels(),
                    survey,
                    request.contract(),
                    List.copyOf(ranges.values()),
                    consents,
                    labels,
                    faces,
                    centres);
        } catch (RuntimeException failure) {
            labels.close();
            faces.close();
            throw failure;
        }
    }

    /** Number of excluded records by reason, after {@link #read}. */
    Map<String, Integer> leftOut() {
        return Collections.unmodifiableMap(leftOut);
    }

    private void add(
            ConsumerRecord<byte[], byte[]> received,
            ConsentFilter consents,
            LabelSpoolFile labels,
            FaceSpoolFile faces) {
        ranges.merge(
                received.partition(),
                new OffsetRange(received.topic(), received.partition(), received.offset(), received.offset() + 1),
                (range, last) -> new OffsetRange(range.topic(), range.partition(), range.from(), last.to()));
        SoftLabel label = decode(topics.softLabels(), received);
        Optional<String> reason = reasonToExclude(label, consents);
        if (label == null || reason.isPresent()) {
            count(reason.orElse(UNREADABLE));
            return;
        }
        survey.add(label);
        ByteBuffer face = label.getFace();
        if (face == null) {
            missingFaces.add(label.getFaceHash());
        } else if (face.remaining() == AlignedFace.BYTES && !faces.contains(label.getFaceHash())) {
            faces.put(label.getFaceHash(), FacePicture.of(face(face)));
        }
        SoftLabel withoutFace = SoftLabel.newBuilder(label).setFace(null).build();
        labels.add(topics.softLabels().value().serializer().serialize(received.topic(), withoutFace));
    }

    private Optional<String> reasonToExclude(@Nullable SoftLabel label, ConsentFilter consents) {
        if (label == null || !SoftLabelMapper.isConsistent(label)) {
            return Optional.of(UNREADABLE);
        }
        if (request.contract() != null && !request.contract().equals(label.getContract())) {
            return Optional.of(OTHER_CONTRACT);
        }
        return consents.check(label).map(refusal -> refusal.name().toLowerCase(Locale.ROOT));
    }

    private void readMissingFaces(FaceSpoolFile faces) {
        if (missingFaces.isEmpty()) {
            return;
        }
        Topic<String, SpecificRecord> topic = topics.faces();
        forEach("faces searched", TopicRangeReader.all(cluster, topic), received -> {
            if (decode(topic, received) instanceof FaceSighting sighting
                    && sighting.getFace().remaining() == AlignedFace.BYTES) {
                AlignedFace face = face(sighting.getFace());
                String name = FaceHash.of(face).hex();
                if (missingFaces.contains(name) && !faces.contains(name)) {
                    faces.put(name, FacePicture.of(face));
                }
            }
        });
    }

    /** Counts the labels that are not samples, because their face is missing or a label before has the same face. */
    private void countUnusable(LabelSpoolFile labels, FaceSpoolFile faces) {
        Set<String> names = new HashSet<>();
        try (LabelSpoolFile.Records records = labels.records()) {
            records.forEachRemaining(record -> {
                String name = topics.softLabels()
                        .value()
                        .deserializer()
                        .deserialize(topics.softLabels().name(), record)
                        .getFaceHash();
                if (!faces.contains(name)) {
                    count(FACE_GONE);
                } else if (!names.add(name)) {
                    count(DatasetWriter.DUPLICATE);
                }
            });
        }
    }

    /**
     * The class centres that most labels refer to, without subjects whose consent is not valid. Labels refer to several versions of
     * the centres as the gallery changes, but a dataset has one.
     */
    private Optional<Centres> centres(ConsentFilter consents) {
        return TopicCentres.read(cluster, topics.centres(), stop)
                .first(survey.centres(), survey.teacher().contract())
                .map(centres -> centres.restrictedTo(consents.validSubjects()))
                .filter(centres -> centres.size() > 0);
    }

    private void count(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }

    private static <V> @Nullable V decode(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> received) {
        try {
            return received.value() == null
                    ? null
                    : topic.value().deserializer().deserialize(topic.name(), received.value());
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    private void forEach(String task, TopicRangeReader range, Consumer<ConsumerRecord<byte[], byte[]>> consumer) {
        try (ProgressLine line = progress.apply(task, range.size())) {
            range.forEach(stop, received -> {
                consumer.accept(received);
                line.advance(1);
            });
        }
    }

    private static AlignedFace face(ByteBuffer pixels) {
        return new AlignedFace(SoftLabelMapper.bytes(pixels));
    }
}
