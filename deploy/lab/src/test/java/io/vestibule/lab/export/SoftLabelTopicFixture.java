package io.vestibule.lab.export;

import io.vestibule.dataset.Centres;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.HalfFloats;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.CentreSimilarity;
import io.vestibule.schemas.ClassCentre;
import io.vestibule.schemas.ClassCentres;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.LabelOrigin;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.SelectionReason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.CentresKey;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ConfigurationSources;
import io.vestibule.service.kafka.Cluster;
import io.vestibule.topologies.teach.FaceHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics of one test, with records of cameras, teacher and gallery. Faces are noise. */
public final class SoftLabelTopicFixture {

    public static final String CONTRACT = "mobilefacenet@0123456789ab";
    public static final int DIMENSION = 8;
    public static final Instant CAPTURED_AT = Instant.parse("2026-06-01T12:00:00.000250Z");
    public static final Instant EXPIRY = Instant.parse("2100-01-01T00:00:00Z");

    private final Cluster cluster;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final Topics topics;

    /** @param name prefix of the topics */
    public SoftLabelTopicFixture(Cluster cluster, String name) {
        this.cluster = cluster;
        for (String topic : List.of("faces", "soft-labels", "centres", "gallery")) {
            settings.put("topics.names." + topic, name + "-" + topic);
        }
        settings.put("topics.partitions", "2");
        Configuration configuration =
                Configuration.load(new ConfigurationSources(Optional.empty(), Path.of(""), Map.of(), settings));
        cluster.create(configuration.topics());
        topics = configuration.topics().topics();
    }

    /** The options that make a command use these topics. */
    public List<String> options() {
        List<String> options = new ArrayList<>(
                List.of("-b", String.valueOf(cluster.settings().forAdmin().get("bootstrap.servers"))));
        settings.forEach((key, value) -> options.addAll(List.of("--set", key + "=" + value)));
        return options;
    }

    public Topics topics() {
        return topics;
    }

    public static AlignedFace face(int seed) {
        byte[] pixels = new byte[AlignedFace.BYTES];
        new Random(seed).nextBytes(pixels);
        return new AlignedFace(pixels);
    }

    /** A random unit vector. */
    public static float[] unit(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return HalfFloats.round(Embedding.ofVector(vector).unit());
    }

    /** @param expiry of the consent; null for no limit */
    public void enrol(String subject, @Nullable Instant expiry) {
        GalleryKey key = new GalleryKey(subject, CONTRACT);
        send(
                topics.gallery(),
                key.toString(),
                GalleryEntry.newBuilder()
                        .setSubject(subject)
                        .setContract(CONTRACT)
                        .setDimension(DIMENSION)
                        .setTemplates(List.of())
                        .setConsentExpiresAt(expiry)
                        .build());
    }

    public void erase(String subject) {
        send(topics.gallery(), new GalleryKey(subject, CONTRACT).toString(), null);
    }

    /** @return the version of the centres */
    public String sendCentres(String... subjects) {
        Map<String, float[]> units = new TreeMap<>();
        for (String subject : subjects) {
            units.put(subject, unit(subject.hashCode()));
        }
        String version = new Centres(CONTRACT, units).version();
        send(version, units);
        return version;
    }

    /** Sends class centres that are not of unit length. */
    public void sendDamagedCentres(String version, String subject) {
        send(version, Map.of(subject, new float[DIMENSION]));
    }

    private void send(String version, Map<String, float[]> units) {
        send(
                topics.centres(),
                new CentresKey(version, 0).toString(),
                ClassCentres.newBuilder()
                        .setVersion(version)
                        .setContract(CONTRACT)
                        .setDimension(DIMENSION)
                        .setPart(0)
                        .setParts(1)
                        .setCentres(units.entrySet().stream()
                                .map(entry -> new ClassCentre(
                                        entry.getKey(), ByteBuffer.wrap(HalfFloats.encode(entry.getValue()))))
                                .toList())
                        .build());
    }

    public void sendFace(int face) {
        AlignedFace aligned = face(face);
        send(
                topics.faces(),
                "door-1",
                FaceSighting.newBuilder()
                        .setCamera("door-1")
                        .setOrigin(origin(face))
                        .setSpectrum(Spectrum.VISIBLE)
                        .setTrack("door-1/1/1/1")
                        .setBox(new Box(10f, 10f, 90f, 90f))
                        .setPoints(List.of(
                                new Point(1f, 1f),
                                new Point(2f, 1f),
                                new Point(1f, 2f),
                                new Point(1f, 3f),
                                new Point(2f, 3f)))
                        .setScore(0.9f)
                        .setQuality(quality())
                        .setAlignment(AlignedFace.ALIGNMENT)
                        .setFace(ByteBuffer.wrap(aligned.bgr()))
                        .build());
    }

    /** A label without identity and without face. */
    public SoftLabel.Builder label(int face, String centres) {
        return SoftLabel.newBuilder()
                .setFaceHash(FaceHash.of(face(face)).hex())
                .setAlignment(AlignedFace.ALIGNMENT)
                .setContract(CONTRACT)
                .setTeacher("ab".repeat(32))
                .setDimension(DIMENSION)
                .setEmbedding(ByteBuffer.wrap(HalfFloats.encode(unit(face))))
                .setNorm(3.5f)
                .setSimilarities(List.of())
                .setCentres(centres)
                .setLabelOrigin(LabelOrigin.NONE)
                .setDetections(List.of(new DetectedBox(new Box(0.1f, 0.1f, 0.2f, 0.2f), 0.9f)))
                .setDetector("stem")
                .setFrameWidth(640)
                .setFrameHeight(480)
                .setSelectionReason(SelectionReason.EASY)
                .setQuality(quality())
                .setCamera("door-1")
                .setTrack("door-1/1/1/1")
                .setOrigin(origin(face))
                .setSpectrum(Spectrum.INFRARED)
                .setConsentExpiresAt(EXPIRY);
    }

    /** The same with an identity. */
    public SoftLabel.Builder label(int face, String centres, String subject) {
        return label(face, centres)
                .setLabel(subject)
                .setLabelOrigin(LabelOrigin.ENROLLED_MATCH)
                .setLabelScore(0.75f);
    }

    public void sendLabel(SoftLabel label) {
        send(topics.softLabels(), label.getFaceHash(), label);
    }

    /** Sends a record that is not a label. */
    public void sendInvalidLabel() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", options().get(1)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                    topics.softLabels().name(), "invalid".getBytes(StandardCharsets.UTF_8), new byte[] {1, 2}));
        }
    }

    public static List<CentreSimilarity> similarities(String... subjects) {
        List<CentreSimilarity> similarities = new ArrayList<>();
        for (String subject : subjects) {
            similarities.add(new CentreSimilarity(subject, 0.5f));
        }
        return similarities;
    }

    private <V> void send(Topic<String, V> topic, String key, @Nullable V value) {
        try (Producer<String, V> producer = cluster.producer(topic, Map.of())) {
            producer.send(new ProducerRecord<>(topic.name(), key, value));
        }
    }

    private static Quality quality() {
        return new Quality(80f, 120f, 0.5f, 3f, -2f, 1f);
    }

    private static Origin origin(int face) {
        return new Origin("intercom.frames.v1", 0, (long) face, 1L, (long) face, CAPTURED_AT.plusSeconds(face));
    }
}
