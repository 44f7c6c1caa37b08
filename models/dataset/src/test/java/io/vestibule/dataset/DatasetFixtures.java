package io.vestibule.dataset;

import io.vestibule.common.Sha256;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.format.DatasetManifest.SourceFolder;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.read.SampleReader;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import io.vestibule.testing.SyntheticFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Faces of coloured noise, with labels of a teacher of four dimensions. */
public final class DatasetFixtures {

    public static final int DIMENSION = 4;
    public static final String CONTRACT = "resnet@0123";
    public static final TeacherDescriptor TEACHER = new TeacherDescriptor(
            "resnet",
            CONTRACT,
            DIMENSION,
            "a".repeat(64),
            List.of(new TeacherDescriptor.Member("resnet", "b".repeat(64))));
    public static final DatasetSpec SPEC =
            new DatasetSpec(TEACHER, AlignedFace.ALIGNMENT, Map.of("size", "at least 40"), Map.of());

    /** Name of the folder that samples of files come from. */
    public static final String FOLDER = "photographs";

    /** Number of similarities in the samples of {@link #dataset}. */
    public static final int SIMILARITIES = 3;

    private DatasetFixtures() {}

    /** A gradient with noise, which compresses about as well as a face. */
    public static AlignedFace face(int seed) {
        return new AlignedFace(SyntheticFaces.gradient(AlignedFace.SIDE, seed));
    }

    public static Embedding embedding(int seed) {
        Random random = new Random(seed);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Embedding.ofVector(vector);
    }

    /** A face from a folder. Its size is 80 pixels and the seed. */
    public static Sample sample(int seed, Label label) {
        return sample(seed, label, FacePicture.of(face(seed)), embedding(seed), null);
    }

    /** The same with another embedding. */
    public static Sample sample(int seed, Label label, Embedding embedding) {
        return sample(seed, label, FacePicture.of(face(seed)), embedding, null);
    }

    /** The same with another picture. */
    public static Sample sample(int seed, Label label, FacePicture picture) {
        return sample(seed, label, picture, embedding(seed), null);
    }

    /** The same with a feature map. */
    public static Sample sample(int seed, Label label, TeacherFeatures features) {
        return sample(seed, label, FacePicture.of(face(seed)), embedding(seed), features);
    }

    private static Sample sample(
            int seed, Label label, FacePicture picture, Embedding embedding, TeacherFeatures features) {
        return new Sample(
                Sample.name(face(seed)),
                picture,
                label,
                embedding,
                List.of(),
                List.of(),
                features,
                new FaceQuality(80 + seed, 200, 0.5f, 1, 2, 3),
                new SampleSource.File("folder/" + seed + ".jpg", Sha256.hex(new byte[] {(byte) seed})),
                Spectrum.VISIBLE,
                null);
    }

    /** A face from a topic, with a value for every optional field. */
    public static Sample full(int seed) {
        AlignedFace face = face(seed);
        return new Sample(
                Sample.name(face),
                FacePicture.of(face),
                Label.of("Иван", Label.Origin.ENROLLED_MATCH, 0.75f),
                embedding(seed),
                List.of(new ClassSimilarity("Иван", 0.75f), new ClassSimilarity("someone else", -0.1f)),
                List.of(new Detection(new BoundingBox(0.1f, 0.2f, 0.3f, 0.4f), 0.99f)),
                new TeacherFeatures("Conv_1", List.of(2, 1, 2), new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                new FaceQuality(80, 200, 0.5f, -10, 2, 3),
                new SampleSource.Stream(
                        "faces", 3, 1_000_000_000_000L, 17, Instant.parse("2026-05-01T10:00:00.000123Z"), "door", "t1"),
                Spectrum.INFRARED,
                Instant.parse("2027-01-01T00:00:00Z"));
    }

    /** A finished dataset of these samples, compared with the means of their identities. */
    public static Dataset dataset(Path folder, DatasetSpec spec, List<Sample> samples) {
        Centres centres = Centres.of(spec.teacher().contract(), samples);
        try (DatasetWriter writer = DatasetWriter.open(folder, spec)) {
            samples.forEach(sample -> writer.add(sample.comparedWith(centres, SIMILARITIES)));
            writer.finish(centres.size() == 0 ? null : centres, topics(samples), folders(samples));
        }
        return Dataset.open(folder);
    }

    private static List<OffsetRange> topics(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.source() instanceof SampleSource.Stream)
                .map(sample -> (SampleSource.Stream) sample.source())
                .map(stream ->
                        new OffsetRange(stream.topic(), stream.partition(), stream.offset(), stream.offset() + 1))
                .toList();
    }

    private static List<SourceFolder> folders(List<Sample> samples) {
        int files = (int) samples.stream()
                .filter(sample -> sample.source() instanceof SampleSource.File)
                .count();
        return files == 0 ? List.of() : List.of(new SourceFolder(FOLDER, files, "c".repeat(64)));
    }

    public static List<Sample> all(Dataset dataset, FaceLoading faces) {
        try (SampleReader reader = dataset.samples(faces)) {
            return list(reader);
        }
    }

    public static List<Sample> list(Iterable<Sample> reader) {
        List<Sample> samples = new ArrayList<>();
        reader.forEach(samples::add);
        return samples;
    }

    /** The files of a folder, sorted by name. */
    public static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** The SHA-256 of each file of a folder, by name. */
    public static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (Path file : files(folder)) {
            hashes.put(file.getFileName().toString(), Sha256.hexOfFile(file));
        }
        return hashes;
    }
}
