package io.vestibule.lab.export;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.format.DatasetManifest;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.lab.export.ConsentFilter.Refusal;
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
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Lifts soft labels out of their topic into a dataset. Goes through the labels twice: first to learn whose word they are and which
 * faces they lack, then, with those faces at hand, to write them. What consent does not cover stays, and is counted.
 */
public final class TopicDatasetWriter {

    /** Why a label is left out whose face the faces topic no longer holds. */
    static final String FACE_GONE = "face_gone";

    /** Why a record is left out that is no soft label, or contradicts itself. */
    static final String UNREADABLE = "unreadable";

    /** Why a label is left out that was asked not to be taken: of another contract. */
    static final String OTHER_CONTRACT = "other_contract";

    private final Cluster cluster;
    private final Topics topics;
    private final TopicRangeReader labels;
    private final ConsentFilter consents;
    private final Optional<String> contract;
    private final StopSignal stop;
    private final BiFunction<String, Long, ProgressLine> progress;

    private TopicDatasetWriter(
            Cluster cluster,
            Topics topics,
            TopicRangeReader labels,
            ConsentFilter consents,
            Optional<String> contract,
            StopSignal stop,
            BiFunction<String, Long, ProgressLine> progress) {
        this.cluster = cluster;
        this.topics = topics;
        this.labels = labels;
        this.consents = consents;
        this.contract = contract;
        this.stop = stop;
        this.progress = progress;
    }

    /**
     * What is asked for.
     *
     * @param from first offset of the soft labels' topic by partition
     * @param to the offset after the last one by partition
     * @param all whether partitions that are not named there are read from the beginning, and to the end; else not at all
     * @param contract whose labels, where there are several teachers'
     * @param now moment at which consent must hold
     */
    public record Request(
            Map<Integer, Long> from, Map<Integer, Long> to, boolean all, Optional<String> contract, Instant now) {}

    /**
     * Writes the dataset.
     *
     * @param folder a new one: who was erased meanwhile must not be in what an earlier process has begun
     * @param progress makes a line for work of a name and so many steps
     * @throws DatasetException if the offsets are not there, there is nothing that may leave, or it is several teachers' word
     */
    public static DatasetManifest write(
            Cluster cluster,
            Topics topics,
            Request request,
            Path folder,
            StopSignal stop,
            BiFunction<String, Long, ProgressLine> progress) {
        TopicRangeReader labels =
                TopicRangeReader.between(cluster, topics.softLabels(), request.from(), request.to(), request.all());
        ConsentFilter consents = ConsentFilter.read(cluster, topics.gallery(), request.now(), stop);
        return new TopicDatasetWriter(cluster, topics, labels, consents, request.contract(), stop, progress)
                .write(folder);
    }

    private DatasetManifest write(Path folder) {
        SoftLabelSurvey survey = new SoftLabelSurvey();
        Map<String, Integer> unread = new TreeMap<>();
        each("labels surveyed", labels, received -> read(received, unread)
                .filter(label -> consents.refuse(label).isEmpty())
                .ifPresent(survey::see));
        DatasetSpec blueprint = new DatasetSpec(survey.teacher(), survey.alignment(), filters(), schemas());
        try (FaceSpoolFile shelf = FaceSpoolFile.at(folder.resolveSibling(folder.getFileName() + ".faces"))) {
            if (!survey.lacking().isEmpty()) {
                collect(survey, shelf);
            }
            try (DatasetWriter writer = DatasetWriter.open(folder, blueprint)) {
                each("labels written", labels, received -> write(received, shelf, writer));
                return finish(writer, survey);
            }
        }
    }

    /** Labels name several versions of the centres as the gallery changes; a dataset tells of one, without those who may not leave. */
    private DatasetManifest finish(DatasetWriter writer, SoftLabelSurvey survey) {
        Optional<Centres> told = TopicCentres.read(cluster, topics.centres(), stop)
                .first(survey.centres(), survey.teacher().contract())
                .map(centres -> centres.only(consents.allowed()))
                .filter(centres -> centres.size() > 0);
        return told.isPresent()
                ? writer.finishWith(told.get(), survey.similarities())
                : writer.finishWithMeans(survey.similarities());
    }

    private void collect(SoftLabelSurvey survey, FaceSpoolFile shelf) {
        Topic<String, SpecificRecord> faces = topics.faces();
        each("faces looked through", TopicRangeReader.all(cluster, faces), received -> {
            if (decoded(faces, received) instanceof FaceSighting sighting
                    && sighting.getFace().remaining() == AlignedFace.BYTES) {
                AlignedFace face = face(sighting.getFace());
                String name = FaceHash.of(face).hex();
                if (survey.lacking().contains(name) && !shelf.has(name)) {
                    shelf.put(name, FacePicture.of(face));
                }
            }
        });
    }

    private void write(ConsumerRecord<byte[], byte[]> received, FaceSpoolFile shelf, DatasetWriter writer) {
        Map<String, Integer> unread = new TreeMap<>();
        Optional<SoftLabel> read = read(received, unread);
        unread.forEach(writer::leaveOut);
        read.ifPresent(label -> {
            Optional<Refusal> refusal = consents.refuse(label);
            Optional<FacePicture> picture = picture(label, shelf);
            if (refusal.isPresent()) {
                writer.leaveOut(refusal.get().name().toLowerCase(Locale.ROOT));
            } else if (picture.isEmpty()) {
                writer.leaveOut(FACE_GONE);
            } else {
                writer.add(SoftLabelMapper.of(label, picture.get(), consents.expiry(label)));
            }
        });
        writer.offsetDone(received.topic(), received.partition(), received.offset());
    }

    private static Optional<FacePicture> picture(SoftLabel label, FaceSpoolFile shelf) {
        ByteBuffer own = label.getFace();
        return own != null && own.remaining() == AlignedFace.BYTES
                ? Optional.of(FacePicture.of(face(own)))
                : shelf.get(label.getFaceHash());
    }

    /** The label of a record, if it is one that was asked for; if not, counts why. */
    private Optional<SoftLabel> read(ConsumerRecord<byte[], byte[]> received, Map<String, Integer> unread) {
        SoftLabel label = decoded(topics.softLabels(), received);
        if (label == null || !SoftLabelMapper.isSound(label)) {
            unread.merge(UNREADABLE, 1, Integer::sum);
            return Optional.empty();
        }
        if (contract.isPresent() && !contract.get().equals(label.getContract())) {
            unread.merge(OTHER_CONTRACT, 1, Integer::sum);
            return Optional.empty();
        }
        return Optional.of(label);
    }

    private static <V> @Nullable V decoded(Topic<String, V> topic, ConsumerRecord<byte[], byte[]> received) {
        try {
            return received.value() == null
                    ? null
                    : topic.value().deserializer().deserialize(topic.name(), received.value());
        } catch (SerializationException unreadable) {
            return null;
        }
    }

    private void each(String what, TopicRangeReader extract, Consumer<ConsumerRecord<byte[], byte[]>> taker) {
        try (ProgressLine line = progress.apply(what, extract.size())) {
            extract.forEach(stop, received -> {
                taker.accept(received);
                line.advance(1);
            });
        }
    }

    private Map<String, String> filters() {
        Map<String, String> filters = new TreeMap<>();
        contract.ifPresent(of -> filters.put("contract", of));
        return filters;
    }

    private static Map<String, String> schemas() {
        return Map.of(
                SoftLabel.getClassSchema().getFullName(), fingerprint(SoftLabel.getClassSchema()),
                FaceSighting.getClassSchema().getFullName(), fingerprint(FaceSighting.getClassSchema()));
    }

    /** As it stands in the payload of each record: the CRC-64-AVRO of the schema's canonical form. */
    private static String fingerprint(Schema schema) {
        return "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
    }

    private static AlignedFace face(ByteBuffer pixels) {
        return new AlignedFace(SoftLabelMapper.bytes(pixels));
    }
}
