package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.models.Vision;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.face.Face;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.matching.TemplateSnapshot;
import io.vestibule.schemas.Box;
import io.vestibule.schemas.DeadLetter;
import io.vestibule.schemas.Enrolment;
import io.vestibule.schemas.EventKind;
import io.vestibule.schemas.FaceSighting;
import io.vestibule.schemas.GalleryEntry;
import io.vestibule.schemas.IdentityEvent;
import io.vestibule.schemas.LabelOrigin;
import io.vestibule.schemas.Origin;
import io.vestibule.schemas.Quality;
import io.vestibule.schemas.Reason;
import io.vestibule.schemas.SoftLabel;
import io.vestibule.schemas.Spectrum;
import io.vestibule.schemas.topics.Topic;
import io.vestibule.schemas.topics.Topics;
import io.vestibule.testing.PhotographCrop;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.topologies.StreamsSettings;
import io.vestibule.topologies.enrol.EnrolObserver;
import io.vestibule.topologies.enrol.EnrolSettings;
import io.vestibule.topologies.enrol.EnrolTopology;
import io.vestibule.topologies.faces.FacePipeline;
import io.vestibule.topologies.gallery.Gallery;
import io.vestibule.topologies.recognise.CameraGroups;
import io.vestibule.topologies.recognise.RecogniseObserver;
import io.vestibule.topologies.recognise.RecogniseSettings;
import io.vestibule.topologies.recognise.RecogniseTopology;
import io.vestibule.topologies.recognise.Router;
import io.vestibule.topologies.recognise.RoutingTable;
import io.vestibule.topologies.teach.CentresRecords;
import io.vestibule.topologies.teach.TeachObserver;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.teach.TeachTopology;
import io.vestibule.topologies.teach.TeacherEmbedder;
import io.vestibule.zoo.PreparedModel;
import io.vestibule.zoo.PreparedModels;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Enrols real photographs with the real models, and checks who is recognised and labelled afterwards. */
@Tag("slow")
class EnrolmentAndTeachingTest {

    private static final Topics TOPICS = Topics.defaults();
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private static PreparedModels zoo;
    private static Vision vision;

    @TempDir
    Path folder;

    private TopologyTestDriver enrol;
    private TestInputTopic<String, Enrolment> enrolments;
    private TestOutputTopic<String, GalleryEntry> gallery;
    private TestOutputTopic<String, DeadLetter> deadLetters;

    @BeforeAll
    static void loadModels() {
        zoo = PreparedZoo.models();
        vision = Vision.open(zoo);
    }

    @AfterAll
    static void freeModels() {
        vision.close();
    }

    @BeforeEach
    void open() {
        List<Embedder> embedders = new ArrayList<>(vision.embedders().values());
        embedders.add(vision.teacher());
        Topology topology = new EnrolTopology(
                        TOPICS,
                        new FacePipeline(vision.decoder(), vision.detector(), vision.faceAligner()),
                        embedders,
                        EnrolSettings.defaults(),
                        EnrolObserver.NONE)
                .build();
        enrol = new TopologyTestDriver(topology, settings("enrol"));
        enrolments = input(enrol, TOPICS.enrolments());
        gallery = output(enrol, TOPICS.gallery());
        deadLetters = output(enrol, TOPICS.deadLetters());
    }

    @AfterEach
    void close() {
        enrol.close();
    }

    @Test
    void shouldEnrolAResidentInEachContract() {
        // When
        enrol("ada", PhotographCrop.ofResident(zoo));

        // Then
        assertThat(gallery.readKeyValuesToList())
                .extracting(entry -> entry.key.replaceAll("@.*", ""))
                .containsExactly("ada|dlib-resnet", "ada|mobilefacenet", "ada|teacher");
        assertThat(deadLetters.readValuesToList()).isEmpty();
    }

    @Test
    void shouldRejectAResidentUnderAnotherName() {
        // Given
        enrol("ada", PhotographCrop.ofResident(zoo));
        gallery.readValuesToList();

        // When
        enrol("eve", PhotographCrop.ofResidentAnotherDay(zoo));
        enrol("ada", PhotographCrop.ofResidentAnotherDay(zoo));
        enrol("bob", PhotographCrop.ofAnotherPerson(zoo));

        // Then
        assertThat(reasons()).containsExactly(Reason.SUBJECT_CONFLICT);
        assertThat(gallery.readValuesToList())
                .extracting(
                        entry -> entry.getSubject() + " " + entry.getTemplates().size())
                .containsExactly("ada 2", "ada 2", "ada 2", "bob 1", "bob 1", "bob 1");
    }

    @Test
    void shouldEnrolASmallFaceOfALargePhotograph() throws BadImageException {
        // Given
        PhotographCrop resident = PhotographCrop.ofResidentAnotherDay(zoo);
        float faceWidth = face(resident).box().width();

        // When
        enrol("ada", onTwelveMegapixels(resident.scaled(95 / faceWidth)));
        enrol("ada", onTwelveMegapixels(resident.scaled(36 / faceWidth)));

        // Then
        assertThat(gallery.readValuesToList()).hasSize(3);
        assertThat(reasons()).containsExactly(Reason.FACE_TOO_SMALL);
    }

    /** The crop on a plain wall, as a telephone photographs it from far away. */
    private static PhotographCrop onTwelveMegapixels(PhotographCrop crop) {
        BufferedImage photograph = new BufferedImage(4000, 3000, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = photograph.createGraphics();
        graphics.setColor(new Color(150, 145, 135));
        graphics.fillRect(0, 0, photograph.getWidth(), photograph.getHeight());
        graphics.drawImage(crop.image(), 2300, 1100, null);
        graphics.dispose();
        return new PhotographCrop(photograph);
    }

    @Test
    void shouldRejectUnusablePhotographsWithTheirReason() {
        // Given
        PhotographCrop good = PhotographCrop.ofResident(zoo);

        // When
        enrol("ada", PhotographCrop.ofAWall(zoo));
        enrol("ada", PhotographCrop.whole(zoo, "sample1"));
        enrol("ada", good.scaled(0.18));
        enrol("ada", good.blurred(12));
        enrol("ada", good.withBrightness(0.2f));
        enrol("ada", good.tilted(30));

        // Then
        assertThat(reasons())
                .containsExactly(
                        Reason.NO_FACE,
                        Reason.SEVERAL_FACES,
                        Reason.FACE_TOO_SMALL,
                        Reason.FACE_TOO_BLURRED,
                        Reason.FACE_BADLY_LIT,
                        Reason.EXTREME_POSE);
        assertThat(gallery.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"teacher, 640", "mobilefacenet, 512"})
    void shouldLabelEnrolledFacesWithTheirSubjectAndOthersWithout(String name, int dimension) throws BadImageException {
        // Given
        enrol("ada", PhotographCrop.ofResidentAnotherDay(zoo));
        Embedder embedder = vision.embedders().getOrDefault(name, vision.teacher());
        TeacherEmbedder teacher = TeacherEmbedder.of(embedder, List.of(name));
        Topology topology = new TeachTopology(
                        TOPICS,
                        teacher,
                        Optional.empty(),
                        Gallery.withCentres(),
                        TeachSettings.defaults(),
                        TeachObserver.NONE)
                .build();
        try (TopologyTestDriver teach = new TopologyTestDriver(topology, settings("teach"))) {
            TestInputTopic<String, GalleryEntry> entries = input(teach, TOPICS.gallery());
            gallery.readKeyValuesToList().forEach(entry -> entries.pipeInput(entry.key, entry.value));
            TestInputTopic<String, SpecificRecord> faces = input(teach, TOPICS.faces());

            // When
            faces.pipeInput("north", sighting("first", PhotographCrop.ofResident(zoo)));
            faces.pipeInput("north", sighting("second", PhotographCrop.ofAnotherPerson(zoo)));

            // Then
            List<SoftLabel> labels = output(teach, TOPICS.softLabels()).readValuesToList();
            TemplateSnapshot centres =
                    CentresRecords.centres(output(teach, TOPICS.centres()).readValuesToList());
            assertThat(labels).extracting(SoftLabel::getLabel).containsExactly("ada", null);
            assertThat(labels)
                    .extracting(SoftLabel::getLabelOrigin)
                    .containsExactly(LabelOrigin.ENROLLED_MATCH, LabelOrigin.NONE);
            assertThat(labels.get(0).getLabelScore()).isBetween(0.7f, 0.85f);
            assertThat(labels.get(1).getSimilarities().get(0).getCosine()).isLessThan(0.5f);
            assertThat(labels).allSatisfy(label -> {
                assertThat(label.getEmbedding().remaining()).isEqualTo(2 * label.getDimension());
                assertThat(label.getDimension()).isEqualTo(dimension);
                assertThat(label.getCentres()).isEqualTo(centres.version());
            });
        }
    }

    @Test
    void shouldIdentifyAResidentWithAStudentOfTheEnrolledModel() throws BadImageException {
        // Given
        // The student equals its teacher, and the gallery has no templates of the student.
        enrol("ada", PhotographCrop.ofResidentAnotherDay(zoo));
        PreparedModel student = PerfectStudent.of(zoo, "student");

        try (Vision withStudent = Vision.open(zoo.with(student))) {
            // When
            List<IdentityEvent> events =
                    recognise(withStudent, "student", Collections.nCopies(5, PhotographCrop.ofResident(zoo)));

            // Then
            assertThat(events)
                    .filteredOn(event -> event.getKind() == EventKind.IDENTIFIED)
                    .singleElement()
                    .satisfies(event -> {
                        assertThat(event.getSubject()).isEqualTo("ada");
                        assertThat(event.getModel()).isEqualTo(student.contract());
                        assertThat(event.getScore()).isBetween(0.6f, 0.85f);
                    });
        }
    }

    @Test
    void shouldKeepTheVisitOfAResidentWhoMovesInChangingLight() throws BadImageException {
        // Given
        enrol("ada", PhotographCrop.ofResidentAnotherDay(zoo));

        // When
        List<IdentityEvent> events = recognise(vision, "mobilefacenet", movingResident());

        // Then
        assertThat(events).extracting(IdentityEvent::getKind).containsExactly(EventKind.ARRIVED, EventKind.IDENTIFIED);
    }

    @Test
    void shouldBeginAnotherVisitWhenAStrangerTakesThePlaceOfAResident() throws BadImageException {
        // Given
        enrol("ada", PhotographCrop.ofResidentAnotherDay(zoo));
        List<PhotographCrop> portraits = new ArrayList<>(movingResident());
        portraits.addAll(Collections.nCopies(35, PhotographCrop.ofAnotherPerson(zoo)));

        // When
        List<IdentityEvent> events = recognise(vision, "mobilefacenet", portraits);

        // Then
        assertThat(events)
                .extracting(IdentityEvent::getKind, IdentityEvent::getSubject)
                .containsExactly(
                        tuple(EventKind.ARRIVED, null),
                        tuple(EventKind.IDENTIFIED, "ada"),
                        tuple(EventKind.DEPARTED, "ada"),
                        tuple(EventKind.ARRIVED, null),
                        tuple(EventKind.UNKNOWN, null));
        assertThat(events.get(2).getLastSeen()).isBetween(NOON.plusMillis(2_800), NOON.plusMillis(3_800));
    }

    /** Twenty pictures of one person: two photographs, tilted, near and far, bright and dark. */
    private static List<PhotographCrop> movingResident() {
        PhotographCrop oneDay = PhotographCrop.ofResident(zoo);
        PhotographCrop anotherDay = PhotographCrop.ofResidentAnotherDay(zoo);
        List<PhotographCrop> portraits = new ArrayList<>();
        for (int turn = 0; turn < 4; turn++) {
            portraits.add(oneDay);
            portraits.add(oneDay.tilted(turn % 2 == 0 ? 15 : -15));
            portraits.add(oneDay.withBrightness(turn % 2 == 0 ? 1.4f : 0.6f));
            portraits.add(oneDay.scaled(0.6));
            portraits.add(anotherDay);
        }
        return portraits;
    }

    /** Shows the portraits on one track, five a second, to a recognition with the current gallery. */
    private List<IdentityEvent> recognise(Vision models, String embedder, List<PhotographCrop> portraits)
            throws BadImageException {
        Router router = new Router(models.embedders(), RoutingTable.to(embedder), CameraGroups.NONE, () -> 0);
        RecogniseSettings replaying = RecogniseSettings.defaults().replaying();
        Topology topology =
                new RecogniseTopology(TOPICS, Gallery.ofTemplates(), router, replaying, RecogniseObserver.NONE).build();
        try (TopologyTestDriver recognise = new TopologyTestDriver(topology, settings("recognise"))) {
            TestInputTopic<String, GalleryEntry> entries = input(recognise, TOPICS.gallery());
            gallery.readKeyValuesToList().forEach(entry -> entries.pipeInput(entry.key, entry.value));
            TestInputTopic<String, SpecificRecord> faces = input(recognise, TOPICS.faces());
            for (int frame = 0; frame < portraits.size(); frame++) {
                Instant at = NOON.plusMillis(200L * frame);
                FaceSighting seen = FaceSighting.newBuilder(sighting("first", portraits.get(frame)))
                        .setOrigin(new Origin("intercom.frames.v1", 0, (long) frame, 1L, (long) frame, at))
                        .build();
                faces.pipeInput("north", seen, at);
            }
            return output(recognise, TOPICS.identities()).readValuesToList();
        }
    }

    private void enrol(String subject, PhotographCrop portrait) {
        Enrolment enrolment = Enrolment.newBuilder()
                .setSubject(subject)
                .setPhoto(portrait.png())
                .setRequestedAt(NOON)
                .build();
        enrolments.pipeInput(subject, enrolment, NOON);
    }

    private List<Reason> reasons() {
        return deadLetters.readValuesToList().stream()
                .map(DeadLetter::getReason)
                .toList();
    }

    private static FaceSighting sighting(String track, PhotographCrop portrait) throws BadImageException {
        Face face = face(portrait);
        return FaceSighting.newBuilder()
                .setCamera("north")
                .setOrigin(new Origin("intercom.frames.v1", 0, 0L, 1L, 0L, NOON))
                .setSpectrum(Spectrum.VISIBLE)
                .setTrack(track)
                .setBox(new Box(
                        face.box().left(),
                        face.box().top(),
                        face.box().right(),
                        face.box().bottom()))
                .setPoints(List.of())
                .setScore(face.score())
                .setQuality(new Quality(
                        face.quality().size(),
                        face.quality().sharpness(),
                        face.quality().brightness(),
                        face.quality().yaw(),
                        face.quality().pitch(),
                        face.quality().roll()))
                .setAlignment("arcface-112+16")
                .setFace(ByteBuffer.wrap(face.aligned().bgr()))
                .build();
    }

    private static Face face(PhotographCrop portrait) throws BadImageException {
        EncodedImage image = EncodedImage.of(portrait.png(), EncodedImage.DEFAULT_MAXIMUM_PIXELS);
        try (DecodedImage picture = vision.decoder()
                        .decode(
                                image,
                                vision.detector().inputWidth(),
                                vision.detector().inputHeight());
                FeatureMap map = vision.detector().stem(List.of(picture)).get(0)) {
            return vision.faceAligner()
                    .align(image, vision.detector().tail(List.of(map)).get(0))
                    .get(0);
        }
    }

    private Properties settings(String application) {
        Properties settings = new Properties();
        settings.putAll(StreamsSettings.of(application, TOPICS));
        settings.putAll(Map.of(
                StreamsConfig.BOOTSTRAP_SERVERS_CONFIG,
                "nowhere:9092",
                StreamsConfig.STATE_DIR_CONFIG,
                folder.toString()));
        return settings;
    }

    private static <V> TestInputTopic<String, V> input(TopologyTestDriver driver, Topic<String, V> topic) {
        return driver.createInputTopic(
                topic.name(), topic.key().serializer(), topic.value().serializer());
    }

    private static <V> TestOutputTopic<String, V> output(TopologyTestDriver driver, Topic<String, V> topic) {
        return driver.createOutputTopic(
                topic.name(), topic.key().deserializer(), topic.value().deserializer());
    }
}
