package io.vestibule.lab.label;

import io.vestibule.common.TemporaryFolder;
import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.lab.export.SoftLabelMapper;
import io.vestibule.lab.label.PhotographResult.Seen;
import io.vestibule.lab.progress.ProgressLine;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.Application;
import io.vestibule.service.run.RunningApplications;
import io.vestibule.service.run.TopologyFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The teach topology, at work on topics of this run's own: centres go into its gallery, faces into its faces topic, and what it says
 * is read back. People are numbered there, since a folder's name may be no subject's. All labels are held in memory meanwhile, some
 * three kilobytes each.
 */
public final class StreamTeaching implements PhotographTeaching {

    private static final Duration POLL = Duration.ofMillis(200);

    /** How long nothing may come before it is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final Configuration configuration;
    private final TopologyFactory wiring;
    private final String detector;
    private final StopSignal stop;
    private final BiFunction<String, Long, ProgressLine> progress;

    /**
     * @param configuration with names of topics that are there for this run alone, and a teaching that takes every face
     * @param detector stem of the detector
     * @param progress makes a line for work of a name and so many steps
     */
    public StreamTeaching(
            Cluster cluster,
            Configuration configuration,
            TopologyFactory wiring,
            String detector,
            StopSignal stop,
            BiFunction<String, Long, ProgressLine> progress) {
        this.cluster = cluster;
        this.configuration = configuration;
        this.wiring = wiring;
        this.detector = detector;
        this.stop = stop;
        this.progress = progress;
    }

    @Override
    public LabelFunction words(LabelSettings settings, Centres centres, WorkBatches parcels) {
        Topics topics = configuration.topics().topics();
        Map<String, String> identities = publish(topics, settings, centres);
        Set<String> faces = new HashSet<>();
        Map<String, SoftLabel> labels = new HashMap<>();
        try (TemporaryFolder state = TemporaryFolder.create("label");
                RunningApplications running =
                        RunningApplications.start(List.of(Application.TEACH), wiring, configuration, state.path())) {
            if (!running.awaitRunning(stop)) {
                throw stopped();
            }
            publish(topics, parcels, faces);
            collect(topics, faces, labels, running);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw stopped();
        }
        return (photograph, seen) -> sample(photograph, seen, labels.get(seen.name()), identities, centres);
    }

    /** Enrols everybody with his centre as the one template; returns identities by subject. */
    private Map<String, String> publish(Topics topics, LabelSettings settings, Centres centres) {
        EmbeddingContract contract = settings.teacher().teacher().embedder().contract();
        Map<String, String> identities = new HashMap<>();
        Topic<String, GalleryEntry> gallery = topics.gallery();
        Deliveries deliveries = new Deliveries();
        try (var producer = cluster.producer(gallery, Map.of())) {
            // In the order of their names, so that equal similarities come in the same order as without topics.
            for (String identity : centres.identities()) {
                String subject = "p%09d".formatted(identities.size());
                identities.put(subject, identity);
                GalleryKey key = new GalleryKey(subject, contract.space());
                producer.send(
                        new ProducerRecord<>(
                                gallery.name(),
                                key.toString(),
                                entry(key, contract, centres.unit(identity).orElseThrow())),
                        deliveries);
            }
            deliveries.await(producer);
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
        return identities;
    }

    private static GalleryEntry entry(GalleryKey key, EmbeddingContract contract, float[] centre) {
        List<Float> values = new ArrayList<>();
        for (float value : centre) {
            values.add(value);
        }
        Template template = new Template(values, "", new Quality(0f, 0f, 0f, 0f, 0f, 0f), Instant.EPOCH);
        return GalleryEntry.newBuilder()
                .setSubject(key.subject())
                .setContract(key.contract())
                .setDimension(contract.dimension())
                .setTemplates(List.of(template))
                .build();
    }

    /** Each face once, as photographs of one track would be taken for near-duplicates, each in a track of its own. */
    private void publish(Topics topics, WorkBatches parcels, Set<String> faces) {
        Topic<String, SpecificRecord> topic = topics.faces();
        Deliveries deliveries = new Deliveries();
        try (var producer = cluster.producer(topic, Map.of());
                ProgressLine line = progress.apply("faces published", (long) parcels.count())) {
            for (int parcel = 0; parcel < parcels.count(); parcel++) {
                if (stop.isRaised()) {
                    throw stopped();
                }
                for (PhotographResult finding : parcels.findings(parcel)) {
                    if (finding instanceof Seen seen && faces.add(seen.name())) {
                        producer.send(
                                new ProducerRecord<>(
                                        topic.name(),
                                        PhotographSightings.CAMERA,
                                        PhotographSightings.of(seen, faces.size(), detector, Instant.now())),
                                deliveries);
                    }
                }
                line.advance(1);
            }
            deliveries.await(producer);
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private void collect(Topics topics, Set<String> faces, Map<String, SoftLabel> labels, RunningApplications running) {
        Topic<String, SoftLabel> topic = topics.softLabels();
        try (Consumer<byte[], byte[]> consumer = cluster.reader();
                ProgressLine line = progress.apply("labels read back", (long) faces.size())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long heard = System.nanoTime();
            while (labels.size() < faces.size()) {
                if (stop.isRaised()) {
                    throw stopped();
                }
                running.requireAlive();
                int before = labels.size();
                consumer.poll(POLL).forEach(received -> {
                    SoftLabel label = topic.value().deserializer().deserialize(topic.name(), received.value());
                    labels.put(label.getFaceHash(), label);
                });
                line.reached(labels.size());
                if (labels.size() > before) {
                    heard = System.nanoTime();
                } else if (System.nanoTime() - heard > PATIENCE.toNanos()) {
                    throw new LabelException("%d of %d faces have no label after %d minutes; see the topic %s"
                            .formatted(
                                    faces.size() - labels.size(),
                                    faces.size(),
                                    PATIENCE.toMinutes(),
                                    topics.deadLetters().name()));
                }
            }
        } catch (KafkaException failure) {
            throw cluster.translate(failure);
        }
    }

    private static Sample sample(
            Photograph photograph, Seen seen, SoftLabel said, Map<String, String> identities, Centres centres) {
        Sample of = SoftLabelMapper.of(said, seen.picture(), said.getConsentExpiresAt());
        List<ClassSimilarity> likenesses = of.likenesses().stream()
                .map(likeness -> new ClassSimilarity(identities.get(likeness.identity()), likeness.cosine()))
                .toList();
        return new Sample(
                of.name(),
                of.picture(),
                photograph
                        .identity()
                        .map(identity -> folder(identity, likenesses, of, centres))
                        .orElseGet(() -> matched(of.label(), identities)),
                of.embedding(),
                likenesses,
                of.detections(),
                of.features(),
                of.quality(),
                new SampleSource.File(photograph.name(), seen.file()),
                of.spectrum(),
                null);
    }

    /** The topic tells of the nearest centres only; a person's own, where it is not among them, is looked up. */
    private static Label folder(String identity, List<ClassSimilarity> likenesses, Sample of, Centres centres) {
        float score = likenesses.stream()
                .filter(likeness -> likeness.identity().equals(identity))
                .map(ClassSimilarity::cosine)
                .findFirst()
                .orElseGet(() ->
                        centres.similarity(identity, of.embedding().unit()).orElseThrow());
        return Label.of(identity, Label.Origin.FOLDER, score);
    }

    private static Label matched(Label label, Map<String, String> identities) {
        return label.identity() == null
                ? Label.NONE
                : Label.of(identities.get(label.identity()), label.origin(), label.score());
    }

    private static LabelException stopped() {
        return new LabelException("stopped; the same command goes on where it was");
    }
}
