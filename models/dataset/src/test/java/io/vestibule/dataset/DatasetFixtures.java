package io.vestibule.dataset;

import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import io.vestibule.dataset.write.DatasetWriter;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.AlignedFace;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Faces of coloured noise, and what a teacher of four dimensions might say of them. */
public final class DatasetFixtures {
    public static final int DIMENSION = 4;
    public static final TeacherDescriptor TEACHER = new TeacherDescriptor(
            "wise",
            "wise@0123",
            DIMENSION,
            "a".repeat(64),
            List.of(new TeacherDescriptor.Member("wise", "b".repeat(64))));
    public static final DatasetSpec BLUEPRINT =
            new DatasetSpec(TEACHER, AlignedFace.ALIGNMENT, Map.of("size", "at least 40"), Map.of());

    private DatasetFixtures() {}

    public static AlignedFace face(int seed) {
        byte[] pixels = new byte[AlignedFace.BYTES];
        var random = new Random(seed);
        // A gradient with some noise: a picture that shrinks about as much as a face.
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / AlignedFace.SIDE + 7 * seed + random.nextInt(8));
        }
        return new AlignedFace(pixels);
    }

    public static Embedding embedding(int seed) {
        var random = new Random(seed);
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) random.nextGaussian();
        }
        return Embedding.ofVector(vector);
    }

    /** A face of a folder: identity {@code null} for one that lay in none. */
    public static Sample sample(int seed, Label label) {
        var face = face(seed);
        return new Sample(
                Sample.name(face),
                FacePicture.of(face),
                label,
                embedding(seed),
                List.of(),
                List.of(),
                null,
                new FaceQuality(80 + seed, 200, 0.5f, 1, 2, 3),
                new SampleSource.File("folder/" + seed + ".jpg", DatasetDigests.of(new byte[] {(byte) seed})),
                Spectrum.VISIBLE,
                null);
    }

    /** A face of a topic, with all that a sample may have. */
    public static Sample full(int seed) {
        var face = face(seed);
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

    /** A finished dataset of these samples. */
    public static Dataset dataset(Path folder, DatasetSpec blueprint, List<Sample> samples) {
        try (var writer = DatasetWriter.open(folder, blueprint)) {
            for (Sample sample : samples) {
                writer.add(sample);
                if (sample.source() instanceof SampleSource.File file) {
                    writer.fileDone("photographs", file.path(), file.sha256());
                } else if (sample.source() instanceof SampleSource.Stream stream) {
                    writer.offsetDone(stream.topic(), stream.partition(), stream.offset());
                }
            }
            writer.finishWithMeans(3);
        }
        return Dataset.open(folder);
    }

    public static List<Sample> all(Dataset dataset, FaceLoading faces) {
        try (var reader = dataset.samples(faces)) {
            return list(reader);
        }
    }

    public static List<Sample> list(Iterable<Sample> reader) {
        var samples = new ArrayList<Sample>();
        reader.forEach(samples::add);
        return samples;
    }
}
