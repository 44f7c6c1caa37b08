package io.vestibule.lab.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.lab.evaluation.verification.PhotographFolder;
import io.vestibule.lab.export.SoftLabelMapper;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.DetectedBox;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.Features;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Point;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.Template;
import io.vestibule.schemas.topics.GalleryKey;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.service.config.Configuration;
import io.vestibule.service.config.ConfigurationSources;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.teach.TeachObserver;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.teach.TeachTopology;
import io.vestibule.zoo.PreparedModels;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Photographs have two ways to a label: directly, or as sightings through the teach topology. Both must give the same samples. */
@Tag("slow")
class LabelPathsTest {

    private static final String CAMERA = "photographs";

    /** Settings with which the topology labels every face. */
    private static final Map<String, String> ALL_FACES = Map.of(
            "teach.share", "1",
            "teach.minimum-interval", "0s",
            "teach.minimum-difference", "0",
            "teach.per-track", String.valueOf(Integer.MAX_VALUE),
            "teach.per-camera-hour", String.valueOf(Integer.MAX_VALUE),
            "teach.per-subject-day", String.valueOf(Integer.MAX_VALUE),
            "teach.hardness.easy-share", "1");

    @TempDir
    private Path directory;

    @Test
    void shouldLabelPhotographsAsTheTeachTopologyDoes() throws Exception {
        // Given
        PreparedModels models = PreparedZoo.models();
        try (Vision vision = Vision.open(models)) {
            NamedTeacher teacher =
                    NamedTeacher.of("mobilefacenet", models, vision).orElseThrow();
            TeachSettings teaching = Configuration.load(
                            new ConfigurationSources(Optional.empty(), Path.of(""), Map.of(), ALL_FACES))
                    .teach();
            Path people = choosePeople(vision, models);
            LabelSettings settings = new LabelSettings(
                    teacher, teaching, DetectionSettings.defaults(), Optional.of(new FeatureSampling(0.7)), 2);
            new LabelRun(new MainFaceFinder(vision), settings, StopSignal.manual(), new PrintWriter(new StringWriter()))
                    .label(List.of(people), directory.resolve("dataset"));
            Dataset dataset = Dataset.open(directory.resolve("dataset"));
            List<Sample> direct = samples(dataset);

            // When
            Map<String, Sample> streamed =
                    stream(teacher, teaching, dataset.centres().orElseThrow(), direct);

            // Then
            assertThat(direct).hasSize(6);
            assertThat(direct)
                    .anySatisfy(sample -> assertThat(sample.features()).isNotNull());
            assertThat(direct)
                    .extracting(sample -> sample.label().identity())
                    .contains("Frau Müller")
                    .containsNull();
            assertThat(direct).allSatisfy(sample -> assertSameLabel(streamed.get(sample.name()), sample));
        }
    }

    private static void assertSameLabel(Sample actual, Sample expected) {
        assertThat(actual.embedding().unit()).isEqualTo(expected.embedding().unit());
        assertThat(actual.embedding().norm()).isEqualTo(expected.embedding().norm());
        assertThat(actual.similarities()).isEqualTo(expected.similarities());
        assertThat(actual.detections()).isEqualTo(expected.detections());
        assertThat(actual.features()).isEqualTo(expected.features());
        assertThat(actual.quality()).isEqualTo(expected.quality());
        assertThat(actual.spectrum()).isEqualTo(expected.spectrum());
        if (expected.label().origin() == Label.Origin.FOLDER) {
            // The topology does not know folders; the score is the similarity to the own centre.
            assertThat(actual.similarities())
                    .contains(new ClassSimilarity(
                            expected.label().identity(), expected.label().score()));
        } else {
            assertThat(actual.label()).isEqualTo(expected.label());
        }
    }

    /** Four people in their folders, and without folder a second photograph of one of them and a stranger. */
    private Path choosePeople(Vision vision, PreparedModels models) throws Exception {
        Path laid = directory.resolve("all");
        PhotographFolder.create(laid, vision, models);
        Path people = Files.createDirectory(directory.resolve("people"));
        for (String name : List.of("sample2_0", "sample4_1", "sample5_0")) {
            Files.createDirectory(people.resolve(name));
            Files.copy(laid.resolve(name + "/" + name + "_0001.jpg"), people.resolve(name + "/1.jpg"));
        }
        Files.createDirectory(people.resolve("Frau Müller"));
        Files.copy(laid.resolve("Woman/Woman_0001.jpg"), people.resolve("Frau Müller/1.jpg"));
        Files.copy(laid.resolve("Woman/Woman_0002.jpg"), people.resolve("again.jpg"));
        Files.copy(laid.resolve("sample6_1/sample6_1_0001.jpg"), people.resolve("stranger.jpg"));
        return people;
    }

    /** The samples of the labels that the topology writes for the same faces, by name. */
    private Map<String, Sample> stream(
            NamedTeacher teacher, TeachSettings teaching, Centres centres, List<Sample> samples) {
        Topics topics = Topics.defaults();
        Properties properties = new Properties();
        properties.putAll(StreamsSettings.of("teach", topics));
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:9092");
        properties.put(
                StreamsConfig.STATE_DIR_CONFIG, directory.resolve("state").toString());
        TeachTopology topology = new TeachTopology(
                topics, teacher.teacher(), Optional.empty(), Gallery.withCentres(), teaching, TeachObserver.NONE);
        try (TopologyTestDriver driver = new TopologyTestDriver(topology.build(), properties)) {
            Map<String, String> identities = enrol(
                    input(driver, topics.gallery()),
                    teacher.teacher().embedder().contract(),
                    centres);
            TestInputTopic<String, SpecificRecord> faces = input(driver, topics.faces());
            for (int i = 0; i < samples.size(); i++) {
                faces.pipeInput(CAMERA, sighting(samples.get(i), i + 1), Instant.now());
            }
            TestOutputTopic<String, SoftLabel> labels = driver.createOutputTopic(
                    topics.softLabels().name(),
                    topics.softLabels().key().deserializer(),
                    topics.softLabels().value().deserializer());
            Map<String, Sample> streamed = new HashMap<>();
            labels.readValuesToList().forEach(label -> streamed.put(label.getFaceHash(), sample(label, identities)));
            return streamed;
        }
    }

    private static <V> TestInputTopic<String, V> input(TopologyTestDriver driver, Topic<String, V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    /**
     * Enrols each class centre as the only template of a subject. Subjects are numbered, because the name of a folder may not be a
     * valid subject; in the order of their names, so that equal similarities have the same order.
     *
     * @return identities by subject
     */
    private static Map<String, String> enrol(
            TestInputTopic<String, GalleryEntry> gallery, EmbeddingContract contract, Centres centres) {
        Map<String, String> identities = new LinkedHashMap<>();
        for (String identity : centres.identities()) {
            GalleryKey key = new GalleryKey("p%03d".formatted(identities.size()), contract.space());
            identities.put(key.subject(), identity);
            List<Float> values = new ArrayList<>();
            for (float value : centres.unit(identity).orElseThrow()) {
                values.add(value);
            }
            Quality none = new Quality(0f, 0f, 0f, 0f, 0f, 0f);
            gallery.pipeInput(
                    key.toString(),
                    GalleryEntry.newBuilder()
                            .setSubject(key.subject())
                            .setContract(key.contract())
                            .setDimension(contract.dimension())
                            .setTemplates(List.of(new Template(values, "", none, Instant.EPOCH, false)))
                            .build());
        }
        return identities;
    }

    private static FaceSighting sighting(Sample sample, long number) {
        return FaceSighting.newBuilder()
                .setCamera(CAMERA)
                .setOrigin(new Origin(CAMERA, 0, number, 0L, number, Instant.now()))
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack(CAMERA + "/" + number)
                .setBox(new Box(0f, 0f, 1f, 1f))
                .setPoints(Collections.nCopies(5, new Point(0f, 0f)))
                .setScore(sample.detections().get(0).score())
                .setDetections(sample.detections().stream()
                        .map(LabelPathsTest::detection)
                        .toList())
                .setFeatures(features(sample.features()))
                .setQuality(new Quality(
                        sample.quality().size(),
                        sample.quality().sharpness(),
                        sample.quality().brightness(),
                        sample.quality().yaw(),
                        sample.quality().pitch(),
                        sample.quality().roll()))
                .setAlignment(AlignedFace.ALIGNMENT)
                .setFace(ByteBuffer.wrap(sample.face().bgr()))
                .build();
    }

    private static DetectedBox detection(Detection detection) {
        return new DetectedBox(
                new Box(
                        detection.box().left(),
                        detection.box().top(),
                        detection.box().right(),
                        detection.box().bottom()),
                detection.score());
    }

    private static Features features(TeacherFeatures features) {
        return features == null
                ? null
                : new Features(
                        features.layer(),
                        features.shape().get(0),
                        features.shape().get(1),
                        features.shape().get(2),
                        ByteBuffer.wrap(features.halves()));
    }

    /** The sample with identities instead of numbered subjects. */
    private static Sample sample(SoftLabel label, Map<String, String> identities) {
        Sample sample = SoftLabelMapper.sample(label, null, label.getConsentExpiresAt());
        Label matched = sample.label();
        return new Sample(
                sample.name(),
                sample.picture(),
                matched.identity() == null
                        ? Label.NONE
                        : Label.of(identities.get(matched.identity()), matched.origin(), matched.score()),
                sample.embedding(),
                sample.similarities().stream()
                        .map(similarity ->
                                new ClassSimilarity(identities.get(similarity.identity()), similarity.cosine()))
                        .toList(),
                sample.detections(),
                sample.features(),
                sample.quality(),
                sample.source(),
                sample.spectrum(),
                sample.consentExpiresAt());
    }

    private static List<Sample> samples(Dataset dataset) {
        List<Sample> samples = new ArrayList<>();
        try (SampleReader reader = dataset.samples(FaceLoading.WITH)) {
            reader.forEach(samples::add);
        }
        return samples;
    }
}
