package io.vestibule.lab.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.ClassSimilarity;
import io.vestibule.dataset.Label.Origin;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.lab.evaluation.verification.PhotographFolder;
import io.vestibule.models.Vision;
import io.vestibule.models.detection.DetectionSettings;
import io.vestibule.models.embedding.Embedder;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.embedding.EmbeddingContract;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.service.process.StopSignal;
import io.vestibule.service.run.NamedTeacher;
import io.vestibule.testing.PreparedZoo;
import io.vestibule.topologies.teach.TeachSettings;
import io.vestibule.topologies.teach.TeacherEmbedder;
import io.vestibule.zoo.PreparedModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real models on the photographs of the zoo: 22 faces of 21 people, two of one person. */
@Tag("slow")
class LabelRunTest {

    @TempDir
    private static Path people;

    @TempDir
    private Path directory;

    private static Vision vision;
    private static NamedTeacher teacher;

    @BeforeAll
    static void cutOutFaces() throws Exception {
        PreparedModels zoo = PreparedZoo.models();
        vision = Vision.open(zoo);
        teacher = NamedTeacher.of("mobilefacenet", zoo, vision).orElseThrow();
        PhotographFolder.create(people, vision, zoo);
    }

    @AfterAll
    static void close() {
        vision.close();
    }

    @Test
    void shouldLabelEachFaceWithItsFolderAndFindItsCentreNearest() {
        // When
        LabelReport report = run(settings(2)).label(List.of(people), directory.resolve("dataset"));

        // Then
        assertThat(report.photographs()).isEqualTo(22);
        assertThat(report.labelled()).isEqualTo(22);
        assertThat(report.identities()).isEqualTo(21);
        List<Sample> samples = samples(directory.resolve("dataset"));
        assertThat(samples).allSatisfy(sample -> {
            SampleSource.File file = (SampleSource.File) sample.source();
            assertThat(file.path())
                    .startsWith(people.getFileName() + "/" + sample.label().identity() + "/");
            assertThat(sample.label().origin()).isEqualTo(Origin.FOLDER);
            assertThat(sample.label().score()).isGreaterThan(0.8f);
            assertThat(sample.similarities())
                    .hasSize(5)
                    .first()
                    .extracting(ClassSimilarity::identity)
                    .isEqualTo(sample.label().identity());
            assertThat(sample.similarities().get(1).cosine()).isLessThan(0.45f);
            assertThat(sample.detections()).isNotEmpty();
            assertThat(sample.name()).isEqualTo(Sample.name(sample.face()));
        });
        Dataset dataset = Dataset.open(directory.resolve("dataset"));
        assertThat(dataset.centres().orElseThrow().version()).isEqualTo(report.centres());
        assertThat(dataset.manifest().content()).isEqualTo(report.contentHash());
        assertThat(directory.resolve("dataset.unfinished")).doesNotExist();
    }

    /** A file that is not an image, a picture without a face, and the same photograph twice. */
    @Test
    void shouldSkipAndListImagesWithoutASample() throws IOException {
        // Given
        Path folder = copyOfPeople();
        Files.write(folder.resolve("damaged.jpg"), new byte[1000]);
        PhotographFolder.write(folder, "Nobody", 1, PhotographFolder.blank());
        Files.copy(folder.resolve("Woman/Woman_0001.jpg"), folder.resolve("Woman/again.jpg"));

        // When
        LabelReport report = run(settings(2)).label(List.of(folder), directory.resolve("dataset"));

        // Then
        assertThat(report.photographs()).isEqualTo(25);
        assertThat(report.labelled()).isEqualTo(22);
        assertThat(report.skipped())
                .containsEntry(SkipReason.UNREADABLE, 1)
                .containsEntry(SkipReason.NO_FACE, 1)
                .containsEntry(SkipReason.POOR, 0)
                .containsEntry(SkipReason.DUPLICATE, 1);
        assertThat(Files.readAllLines(directory.resolve("dataset/" + LabelRun.SKIPPED_LIST)))
                .containsExactly(
                        "people/damaged.jpg\tthis is no known image format; only JPEG and PNG can be read here",
                        "people/Nobody/Nobody_0001.jpg\tno face found",
                        "people/Woman/again.jpg\tthe face is identical to that of an earlier image");
        assertThat(Dataset.open(directory.resolve("dataset"))
                        .manifest()
                        .counts()
                        .leftOut())
                .containsExactlyInAnyOrderEntriesOf(Map.of("unreadable", 1, "no_face", 1, "duplicate", 1));
    }

    /** More photographs than a batch, and a user who stops the command at the fifth face. */
    @Test
    void shouldResumeAfterAnInterruptionAndWriteTheSameBytes() throws IOException {
        // Given
        Path folder = copyOfPeople();
        mirrored(folder);
        AtomicInteger faces = new AtomicInteger();
        StopSignal stop = StopSignal.manual();
        Embedder counting = counting(faces, stop, 5);
        LabelSettings interrupted = settings(counting, 1);
        Path dataset = directory.resolve("dataset");
        assertThatThrownBy(() -> run(interrupted, stop).label(List.of(folder), dataset))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("stopped");
        int before = faces.get();

        // When
        LabelReport report = run(interrupted).label(List.of(folder), dataset);

        // Then
        assertThat(before).isBetween(5, 43);
        assertThat(report.resumed()).isEqualTo(before);
        assertThat(faces).as("no face is analysed twice").hasValue(44);
        run(settings(3)).label(List.of(folder), directory.resolve("at-once"));
        assertThat(content(dataset)).isEqualTo(content(directory.resolve("at-once")));
    }

    /**
     * 32 damaged files whose results cannot be written, and photographs that take longer. A thread that continues after the failure
     * would use models that are closed.
     */
    @Test
    void shouldEndAllThreadsWhenItFails() throws Exception {
        // Given
        Path folder = copyOfPeople();
        for (int i = 0; i < 32; i++) {
            Files.write(folder.resolve("%02d.jpg".formatted(i)), new byte[] {1});
        }
        StopSignal stop = StopSignal.manual();
        stop.raise();
        assertThatThrownBy(() -> run(settings(2), stop).label(List.of(folder), directory.resolve("dataset")))
                .hasMessageContaining("stopped");
        Files.createDirectories(directory.resolve("dataset.unfinished/000000.json.part/not-empty"));

        // When
        assertThatThrownBy(() -> run(settings(2)).label(List.of(folder), directory.resolve("dataset")))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("cannot be written");

        // Then
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .doesNotContain("label");
    }

    @Test
    void shouldRejectUnfinishedWorkOnOtherImages() throws IOException {
        // Given
        Path folder = copyOfPeople();
        Path dataset = directory.resolve("dataset");
        StopSignal stop = StopSignal.manual();
        stop.raise();
        assertThatThrownBy(() -> run(settings(1), stop).label(List.of(folder), dataset))
                .hasMessageContaining("stopped");
        Files.delete(folder.resolve("Woman/Woman_0002.jpg"));

        // When, then
        assertThatThrownBy(() -> run(settings(1)).label(List.of(folder), dataset))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("other images")
                .hasMessageContaining("dataset.unfinished");
    }

    /** Face datasets often contain only the 112x112 crop of the ArcFace template. */
    @Test
    void shouldFindTheSameFacesInAlignedCrops() throws IOException {
        // Given
        run(settings(2)).label(List.of(people), directory.resolve("whole"));
        Map<String, Sample> whole = new LinkedHashMap<>();
        Path crops = Files.createDirectory(directory.resolve("crops"));
        for (Sample sample : samples(directory.resolve("whole"))) {
            whole.put(sample.name(), sample);
            BufferedImage canvas = image(sample.face());
            ImageIO.write(
                    canvas.getSubimage(
                            AlignedFace.MARGIN, AlignedFace.MARGIN, AlignedFace.TEMPLATE, AlignedFace.TEMPLATE),
                    "png",
                    Files.createDirectory(crops.resolve(sample.name()))
                            .resolve("crop.png")
                            .toFile());
        }

        // When
        run(settings(2)).label(List.of(crops), directory.resolve("dataset"));

        // Then
        // The detector does not find one of the faces without its surroundings.
        assertThat(Files.readAllLines(directory.resolve("dataset/" + LabelRun.SKIPPED_LIST)))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(samples(directory.resolve("dataset"))).allSatisfy(sample -> {
            Sample original = whole.get(sample.label().identity());
            assertThat(sample.embedding().cosine(original.embedding())).isGreaterThan(0.85f);
        });
    }

    @Test
    void shouldKeepFeatureMapsOfTheConfiguredShare() {
        // Given
        LabelSettings some = new LabelSettings(
                teacher,
                TeachSettings.defaults(),
                DetectionSettings.defaults(),
                Optional.of(new FeatureSampling(0.5)),
                2);

        // When
        run(some).label(List.of(people), directory.resolve("dataset"));

        // Then
        List<Sample> samples = samples(directory.resolve("dataset"));
        List<Sample> kept =
                samples.stream().filter(sample -> sample.features() != null).toList();
        assertThat(kept).hasSizeBetween(5, 17).allSatisfy(sample -> {
            assertThat(sample.features().layer()).isEqualTo(vision.detector().stemId());
            assertThat(sample.features().shape()).containsExactly(64, 30, 40);
        });
        assertThat(kept).allSatisfy(sample -> assertThat(sample.name()).isLessThan("8"));
    }

    /** One photograph of a person in their folder, another in no folder, and a stranger in no folder. */
    @Test
    void shouldMatchFacesWithoutFolderAndLeaveStrangersUnlabelled() throws IOException {
        // Given
        Path folder = Files.createDirectory(directory.resolve("some"));
        Path own = Files.createDirectory(folder.resolve("Woman"));
        Files.copy(people.resolve("Woman/Woman_0001.jpg"), own.resolve("1.jpg"));
        Files.copy(people.resolve("Woman/Woman_0002.jpg"), folder.resolve("known.jpg"));
        Files.copy(people.resolve("sample2_0/sample2_0_0001.jpg"), folder.resolve("stranger.jpg"));

        // When
        run(settings(1)).label(List.of(folder), directory.resolve("dataset"));

        // Then
        assertThat(samples(directory.resolve("dataset")))
                .extracting(
                        sample -> ((SampleSource.File) sample.source()).path(),
                        sample -> sample.label().identity(),
                        sample -> sample.label().origin())
                .containsExactly(
                        tuple("some/known.jpg", "Woman", Origin.ENROLLED_MATCH),
                        tuple("some/stranger.jpg", null, Origin.NONE),
                        tuple("some/Woman/1.jpg", "Woman", Origin.FOLDER));
    }

    private LabelRun run(LabelSettings settings) {
        return run(settings, StopSignal.manual());
    }

    private LabelRun run(LabelSettings settings, StopSignal stop) {
        return new LabelRun(new MainFaceFinder(vision), settings, stop, new PrintWriter(new StringWriter()));
    }

    private static LabelSettings settings(int threads) {
        return new LabelSettings(
                teacher, TeachSettings.defaults(), DetectionSettings.defaults(), Optional.empty(), threads);
    }

    private static LabelSettings settings(Embedder embedder, int threads) {
        NamedTeacher same = new NamedTeacher(
                teacher.name(), new TeacherEmbedder(embedder, teacher.teacher().id()), teacher.members());
        return new LabelSettings(
                same, TeachSettings.defaults(), DetectionSettings.defaults(), Optional.empty(), threads);
    }

    /** The teacher; counts the faces and raises the stop signal after some of them. */
    private static Embedder counting(AtomicInteger faces, StopSignal stop, int limit) {
        Embedder embedder = teacher.teacher().embedder();
        return new Embedder() {
            @Override
            public EmbeddingContract contract() {
                return embedder.contract();
            }

            @Override
            public List<Embedding> embed(List<AlignedFace> batch) {
                if (faces.addAndGet(batch.size()) == limit) {
                    stop.raise();
                }
                return embedder.embed(batch);
            }
        };
    }

    private Path copyOfPeople() throws IOException {
        Path copy = directory.resolve("people");
        try (Stream<Path> files = Files.walk(people)) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(people.relativize(file).toString()));
            }
        }
        return copy;
    }

    /** Adds a mirrored copy of each photograph. */
    private static void mirrored(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                BufferedImage image = ImageIO.read(file.toFile());
                BufferedImage mirrored =
                        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
                mirrored.createGraphics()
                        .drawImage(image, image.getWidth(), 0, -image.getWidth(), image.getHeight(), null);
                ImageIO.write(
                        mirrored,
                        "png",
                        file.resolveSibling("mirrored-" + file.getFileName() + ".png")
                                .toFile());
            }
        }
    }

    private static BufferedImage image(AlignedFace face) {
        BufferedImage image = new BufferedImage(AlignedFace.SIDE, AlignedFace.SIDE, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < AlignedFace.SIDE * AlignedFace.SIDE; i++) {
            int blue = Byte.toUnsignedInt(face.bgr()[3 * i]);
            int green = Byte.toUnsignedInt(face.bgr()[3 * i + 1]);
            int red = Byte.toUnsignedInt(face.bgr()[3 * i + 2]);
            image.setRGB(i % AlignedFace.SIDE, i / AlignedFace.SIDE, red << 16 | green << 8 | blue);
        }
        return image;
    }

    private static List<Sample> samples(Path dataset) {
        try (SampleReader reader = Dataset.open(dataset).samples(FaceLoading.WITH)) {
            List<Sample> samples = new ArrayList<>();
            reader.forEach(samples::add);
            return samples;
        }
    }

    /** SHA-256 of each file, by name. */
    private static Map<String, String> content(Path folder) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                content.put(file.getFileName().toString(), Sha256.hex(ByteBuffer.wrap(Files.readAllBytes(file))));
            }
        }
        return content;
    }
}
