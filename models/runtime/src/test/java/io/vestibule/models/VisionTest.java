package io.vestibule.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vestibule.models.detection.Detection;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.detection.FaceDetector;
import io.vestibule.models.detection.FeatureMap;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.Face;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.models.image.BadImageException;
import io.vestibule.models.image.DecodedImage;
import io.vestibule.models.image.EncodedImage;
import io.vestibule.models.motion.MotionSensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("slow")
class VisionTest {

    private static Vision vision;
    private static List<AlignedFace> faces;

    @BeforeAll
    static void open() throws BadImageException {
        vision = Vision.open(Photographs.ZOO);
        faces = new ArrayList<>();
        for (String name : List.of("sample1", "sample5", "sample6")) {
            Photographs.faces(vision, Photographs.image(name)).forEach(face -> faces.add(face.aligned()));
        }
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @Test
    void shouldGiveTheSameEmbeddingsWhenFacesAreEmbeddedInABatch() {
        for (Embedder embedder : allEmbedders()) {
            // When
            List<Embedding> together = embedder.embed(faces);

            // Then
            for (int i = 0; i < faces.size(); i++) {
                Embedding alone = embedder.embed(List.of(faces.get(i))).get(0);
                assertThat(together.get(i).unit()).containsExactly(alone.unit(), within(1e-4f));
                assertThat(together.get(i).norm()).isCloseTo(alone.norm(), within(1e-3f));
            }
        }
    }

    @Test
    void shouldGiveUnitVectorsOfTheContractsDimension() {
        for (Embedder embedder : allEmbedders()) {
            // When
            Embedding embedding = embedder.embed(faces.subList(0, 1)).get(0);

            // Then
            assertThat(embedding.unit()).hasSize(embedder.contract().dimension());
            assertThat(embedding.cosine(embedding)).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void shouldUseTheModelsNameAndChecksumAsContractId() {
        Map<String, Embedder> named = new HashMap<>(vision.embedders());
        named.put("teacher", vision.teacher());
        assertThat(named).containsKeys("mobilefacenet", "dlib-resnet").allSatisfy((name, embedder) -> assertThat(
                        embedder.contract().id())
                .matches(name + "@[0-9a-f]{12}"));
    }

    @Test
    void shouldScoreTheWeightedMeanOfTheMembersWhenTheTeacherEmbeds() {
        // Given
        // Two faces, and the first member's vectors from both sides of the mirror.
        List<AlignedFace> pair = faces.subList(0, 2);
        List<AlignedFace> inMirror = pair.stream().map(AlignedFace::mirrored).toList();
        Embedder mobilefacenet = vision.embedders().get("mobilefacenet");
        List<Embedding> seen = mobilefacenet.embed(pair);
        List<Embedding> mirrored = mobilefacenet.embed(inMirror);
        float first = sum(seen.get(0), mirrored.get(0)).cosine(sum(seen.get(1), mirrored.get(1)));
        List<Embedding> dlib = vision.embedders().get("dlib-resnet").embed(pair);

        // When
        List<Embedding> teacher = vision.teacher().embed(pair);

        // Then
        assertThat(teacher.get(0).cosine(teacher.get(1)))
                .isCloseTo(0.7f * first + 0.3f * dlib.get(0).cosine(dlib.get(1)), within(1e-4f));
    }

    @Test
    void shouldReturnEmptyListsWhenInputsAreEmpty() throws BadImageException {
        assertThat(vision.detector().stem(List.of())).isEmpty();
        assertThat(vision.detector().tail(List.of())).isEmpty();
        assertThat(vision.faceAligner().align(Photographs.image("sample1"), List.of()))
                .isEmpty();
        assertThat(allEmbedders())
                .allSatisfy(embedder -> assertThat(embedder.embed(List.of())).isEmpty());
    }

    @Test
    void shouldAlignFacesWhenBoxesExtendBeyondTheFrame() throws BadImageException {
        // Given
        List<Detection> outside = List.of(
                new Detection(new BoundingBox(-0.1f, -0.1f, 0.1f, 0.1f), 0.9f),
                new Detection(new BoundingBox(0.9f, 0.5f, 1.3f, 1.2f), 0.9f),
                new Detection(new BoundingBox(2, 2, 2.1f, 2.1f), 0.9f));

        // When
        List<Face> read = vision.faceAligner().align(Photographs.image("sample1"), outside);

        // Then
        assertThat(read).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({"320, 240, false", "640, 480, true"})
    void shouldDecodeAgainOnlyWhenTheDecodedImageIsTooSmallForTheFaces(int width, int height, boolean again)
            throws Exception {
        // Given
        // Faces less than 112 pixels high in the detector's image.
        EncodedImage image = Photographs.resized("sample3", width, height);
        List<Detection> detections = Photographs.detect(vision, image);
        List<Stage> stages = new ArrayList<>();
        try (Vision timed = Vision.open(
                        Photographs.ZOO, DetectionSettings.defaults(), (stage, batch, time) -> stages.add(stage));
                DecodedImage picture = timed.decoder().decode(image, 320, 240)) {

            // When
            List<Face> faces = timed.faceAligner().align(image, picture, detections);

            // Then
            List<Face> decodedAgain = vision.faceAligner().align(image, detections);
            assertThat(stages.contains(Stage.FACE_DECODE)).isEqualTo(again);
            assertThat(faces)
                    .extracting(Face::points)
                    .isEqualTo(decodedAgain.stream().map(Face::points).toList());
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "3, 2000", "2000, 3", "319, 241"})
    void shouldAcceptImagesOfAnyShape(int width, int height) throws Exception {
        // Given
        // A detection that covers the whole image.
        EncodedImage image = Photographs.resized("sample1", width, height);
        List<Detection> everything = List.of(new Detection(new BoundingBox(0, 0, 1, 1), 0.9f));

        // Then
        assertThatCode(() -> Photographs.detect(vision, image)).doesNotThrowAnyException();
        assertThat(vision.faceAligner().align(image, everything)).hasSize(1);
    }

    @Test
    void shouldGiveSimilarEmbeddingsWhenAFaceIsLargeOrSmall() throws Exception {
        // Given
        // The photograph at 1920 pixels of width and at a third of it.
        EncodedImage large = Photographs.image("sample3");
        EncodedImage small = Photographs.resized("sample3", large.width() / 3, large.height() / 3);
        List<Detection> detections = Photographs.detect(vision, large);

        // When
        List<AlignedFace> fromLarge = aligned(vision.faceAligner().align(large, detections));
        List<AlignedFace> fromSmall = aligned(vision.faceAligner().align(small, detections));

        // Then
        Embedder embedder = vision.embedders().get("mobilefacenet");
        for (int i = 0; i < detections.size(); i++) {
            Embedding one = embedder.embed(fromLarge).get(i);
            assertThat(one.cosine(embedder.embed(fromSmall).get(i))).isGreaterThan(0.9f);
        }
    }

    @Test
    void shouldGiveFacesInPixelsOfTheOriginalFrame() throws BadImageException {
        // Given
        EncodedImage image = Photographs.image("sample1");

        // When
        List<Face> read = Photographs.faces(vision, image);

        // Then
        assertThat(read).allSatisfy(face -> {
            assertThat(face.box().right()).isBetween(100f, (float) image.width());
            assertThat(face.points().leftEye().x())
                    .isBetween(face.box().left(), face.box().right());
            assertThat(face.points().leftEye().y())
                    .isBetween(face.box().top(), face.box().bottom());
            assertThat(face.quality().size()).isBetween(100f, 300f);
        });
    }

    @Test
    void shouldGiveTheSameDetectionsWhenAFeatureMapIsOnTheHeap() throws BadImageException {
        // Given
        try (DecodedImage picture = vision.decoder().decode(Photographs.image("sample3"), 320, 240);
                FeatureMap map = vision.detector().stem(List.of(picture)).get(0)) {
            float[] copy = new float[map.values().remaining()];
            map.values().duplicate().get(copy);
            FeatureMap onTheHeap = FeatureMap.of(map.channels(), map.height(), map.width(), copy);

            // When
            List<List<Detection>> found = vision.detector().tail(List.of(map, onTheHeap));

            // Then
            assertThat(found.get(0)).hasSize(3).isEqualTo(found.get(1));
        }
    }

    @Test
    void shouldGiveTheSameDetectionsWhenSeveralThreadsDetect() throws Exception {
        // Given
        EncodedImage image = Photographs.image("sample4");
        List<Detection> expected = Photographs.detect(vision, image);
        ExecutorService threads = Executors.newFixedThreadPool(4);

        // When
        Callable<List<Detection>> detect = () -> Photographs.detect(vision, image);
        List<Future<List<Detection>>> found = threads.invokeAll(Collections.nCopies(40, detect));
        threads.shutdown();

        // Then
        for (Future<List<Detection>> one : found) {
            assertThat(one.get()).isEqualTo(expected);
        }
    }

    @Test
    void shouldReportEveryStageToTheListener() throws BadImageException {
        // Given
        Set<Stage> reported = ConcurrentHashMap.newKeySet();

        // When
        try (Vision timed = Vision.open(
                Photographs.ZOO, DetectionSettings.defaults(), (stage, batch, nanos) -> reported.add(stage))) {
            List<Face> read = Photographs.faces(timed, Photographs.image("sample1"));
            timed.teacher().embed(read.stream().map(Face::aligned).toList());
        }

        // Then
        assertThat(reported).containsExactlyInAnyOrder(Stage.values());
    }

    @Test
    void shouldAcceptASecondCloseAndRefuseLaterCalls() {
        // Given
        Vision closed = Vision.open(Photographs.ZOO);
        closed.close();

        // Then
        assertThatCode(closed::close).doesNotThrowAnyException();
        assertThatThrownBy(() -> closed.teacher().embed(faces)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldGiveTheDetectorsFeaturesWhenItsStemIsTheSensor() throws BadImageException {
        // Given
        MotionSensor sensor = vision.sensor("rfb-stem");
        FaceDetector detector = vision.detector();

        // When
        try (DecodedImage picture = vision.decoder().decode(Photographs.image("sample1"), 320, 240);
                FeatureMap sensed = sensor.sense(picture);
                FeatureMap stemmed = detector.stem(List.of(picture)).get(0)) {

            // Then
            assertThat(sensor.id()).isEqualTo(detector.stemId());
            assertThat(sensed.values()).isEqualTo(stemmed.values());
        }
    }

    @Test
    void shouldReturnTheSameFeaturesWhenAPictureIsSensedTwice() throws BadImageException {
        // Given
        MotionSensor sensor = vision.sensor("rfb-stem");

        // When
        try (DecodedImage picture = vision.decoder()
                        .decode(Photographs.image("sample1"), sensor.inputWidth(), sensor.inputHeight());
                FeatureMap map = sensor.sense(picture);
                FeatureMap again = sensor.sense(picture)) {

            // Then
            assertThat(List.of(map.channels(), map.height(), map.width())).containsExactly(64, 30, 40);
            assertThat(map.values()).isEqualTo(again.values());
            assertThat(vision.sensor("rfb-stem")).isSameAs(sensor);
        }
    }

    @Test
    void shouldNameTheStemsOfThePreparedModelsWhenAStemIsUnknown() {
        // When
        ThrowingCallable unknown = () -> vision.sensor("ear");

        // Then
        assertThatThrownBy(unknown)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("choose one of rfb-stem");
    }

    private static List<Embedder> allEmbedders() {
        List<Embedder> all = new ArrayList<>(vision.embedders().values());
        all.add(vision.teacher());
        return all;
    }

    private static List<AlignedFace> aligned(List<Face> faces) {
        return faces.stream().map(Face::aligned).toList();
    }

    private static Embedding sum(Embedding a, Embedding b) {
        float[] sum = new float[a.unit().length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a.norm() * a.unit()[i] + b.norm() * b.unit()[i];
        }
        return Embedding.ofVector(sum);
    }
}
