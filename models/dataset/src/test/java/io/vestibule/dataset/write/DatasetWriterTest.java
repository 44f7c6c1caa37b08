package io.vestibule.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.Centres;
import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.DatasetFixtures;
import io.vestibule.dataset.Label;
import io.vestibule.dataset.Sample;
import io.vestibule.dataset.SampleSource;
import io.vestibule.dataset.TeacherDescriptor;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.dataset.format.DatasetManifest.Counts;
import io.vestibule.dataset.format.DatasetManifest.OffsetRange;
import io.vestibule.dataset.format.DatasetManifest.Part;
import io.vestibule.dataset.format.DatasetProgress;
import io.vestibule.dataset.format.DatasetSpec;
import io.vestibule.dataset.format.FaceLoading;
import io.vestibule.dataset.read.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetWriterTest {

    private static final String FOLDER = DatasetFixtures.FOLDER;

    @TempDir
    Path temporary;

    @Test
    void shouldReadBackASampleWithAllFields() {
        // Given
        Sample sample = DatasetFixtures.full(1);
        Path folder = temporary.resolve("set");
        OffsetRange range = new OffsetRange("faces", 3, 1_000_000_000_000L, 1_000_000_000_001L);

        // When
        try (DatasetWriter writer = DatasetWriter.open(folder, DatasetFixtures.SPEC)) {
            writer.add(sample);
            writer.finish(null, List.of(range), List.of());
        }

        // Then
        Dataset dataset = Dataset.open(folder);
        Sample read = DatasetFixtures.all(dataset, FaceLoading.WITH).get(0);
        assertThat(read).usingRecursiveComparison().isEqualTo(sample);
        assertThat(read.face().bgr()).isEqualTo(DatasetFixtures.face(1).bgr());
        assertThat(dataset.manifest().topics()).containsExactly(range);
    }

    @Test
    void shouldReadAllExceptThePixelsWithoutFaces() {
        // Given
        Path folder = temporary.resolve("set");
        write(folder, 3);

        // When
        List<Sample> samples = DatasetFixtures.all(Dataset.open(folder), FaceLoading.WITHOUT);

        // Then
        assertThat(samples).hasSize(3).allSatisfy(sample -> assertThatThrownBy(sample::face)
                .isInstanceOf(IllegalStateException.class));
        assertThat(samples.get(2).embedding().unit())
                .isEqualTo(DatasetFixtures.sample(2, Label.NONE).embedding().unit());
    }

    @Test
    void shouldWriteTheSameBytesAfterAnInterruption() throws IOException {
        // Given
        int samples = DatasetWriter.PART_SAMPLES + 40;
        Path complete = temporary.resolve("complete");
        write(complete, samples);
        Path interrupted = temporary.resolve("interrupted");
        try (DatasetWriter writer = DatasetWriter.open(interrupted, DatasetFixtures.SPEC)) {
            add(writer, DatasetWriter.PART_SAMPLES + 20);
        }
        Files.writeString(interrupted.resolve("part-00001.parquet.part"), "half a part");

        // When
        int completedFiles = write(interrupted, samples);

        // Then
        assertThat(completedFiles).isEqualTo(DatasetWriter.PART_SAMPLES);
        assertThat(DatasetFixtures.hashes(interrupted))
                .isEqualTo(DatasetFixtures.hashes(complete))
                .hasSize(4);
    }

    @Test
    void shouldStartWhenTheFirstProgressFileIsHalfWritten() throws IOException {
        // Given
        Path folder = Files.createDirectory(temporary.resolve("set"));
        Files.writeString(folder.resolve(DatasetProgress.FILE + ".part"), "half a no");
        Path complete = temporary.resolve("complete");
        write(complete, 3);

        // When
        write(folder, 3);

        // Then
        assertThat(DatasetFixtures.hashes(folder)).isEqualTo(DatasetFixtures.hashes(complete));
    }

    @Test
    void shouldWriteSmallerPartsWhenFeatureMapsAreLarge() {
        // Given
        TeacherFeatures features = new TeacherFeatures("Conv_1", List.of(12, 1024, 1024), new byte[24 << 20]);
        Path folder = temporary.resolve("set");

        // When
        try (DatasetWriter writer = DatasetWriter.open(folder, DatasetFixtures.SPEC)) {
            for (int seed = 0; seed < 4; seed++) {
                Sample sample = DatasetFixtures.sample(seed, Label.NONE, features);
                writer.add(sample);
                complete(writer, sample);
            }
            writer.finish(null);
        }

        // Then
        assertThat(Dataset.open(folder).manifest().parts())
                .extracting(Part::rows)
                .containsExactly(3, 1);
    }

    @Test
    void shouldCountTheSameFaceAsADuplicate() {
        // Given
        try (DatasetWriter writer = DatasetWriter.open(temporary.resolve("set"), DatasetFixtures.SPEC)) {
            writer.add(DatasetFixtures.sample(1, Label.NONE));

            // When
            boolean added = writer.add(DatasetFixtures.sample(1, Label.folder("Ann")));

            // Then
            assertThat(added).isFalse();
            assertThat(writer.finish(null).counts()).isEqualTo(new Counts(1, 0, 0, Map.of(DatasetWriter.DUPLICATE, 1)));
        }
    }

    @Test
    void shouldKeepCentresAndTheSimilaritiesToThem() {
        // Given
        Path folder = temporary.resolve("set");
        List<Sample> samples = IntStream.range(0, 20)
                .mapToObj(seed -> DatasetFixtures.sample(seed, Label.folder("id" + seed % 4)))
                .toList();

        // When
        Dataset dataset = DatasetFixtures.dataset(folder, DatasetFixtures.SPEC, samples);

        // Then
        Centres centres = dataset.centres().orElseThrow();
        assertThat(centres.identities()).containsExactly("id0", "id1", "id2", "id3");
        assertThat(dataset.manifest().centres().version()).isEqualTo(centres.version());
        assertThat(DatasetFixtures.all(dataset, FaceLoading.WITHOUT)).allSatisfy(sample -> {
            assertThat(sample.similarities())
                    .isEqualTo(centres.nearest(sample.embedding().unit(), 3))
                    .hasSize(3);
            assertThat(sample.label().score())
                    .isEqualTo(centres.similarity(
                                    sample.label().identity(),
                                    sample.embedding().unit())
                            .orElseThrow());
        });
    }

    @Test
    void shouldRejectAnUnfinishedDatasetForReading() {
        // Given
        Path folder = temporary.resolve("set");
        DatasetWriter.open(folder, DatasetFixtures.SPEC).close();

        // When, then
        assertThatThrownBy(() -> Dataset.open(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("unfinished");
    }

    @Test
    void shouldNameBothTeachersWhenAnInterruptedRunHadAnother() {
        // Given
        Path folder = temporary.resolve("set");
        DatasetWriter.open(folder, DatasetFixtures.SPEC).close();
        DatasetSpec other = new DatasetSpec(
                new TeacherDescriptor("mobilenet", "mobilenet@4567", 4, "c".repeat(64), List.of()),
                DatasetFixtures.SPEC.alignment(),
                Map.of(),
                Map.of());

        // When, then
        assertThatThrownBy(() -> DatasetWriter.open(folder, other))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("resnet@0123")
                .hasMessageContaining("mobilenet@4567");
    }

    @Test
    void shouldRejectAFolderWithOtherFiles() throws IOException {
        // Given
        Files.writeString(temporary.resolve("letter.txt"), "dear");

        // When, then
        assertThatThrownBy(() -> DatasetWriter.open(temporary, DatasetFixtures.SPEC))
                .isInstanceOf(DatasetException.class)
                .hasMessageContaining("not empty");
        assertThat(temporary.resolve("letter.txt")).exists();
    }

    /** Writes a dataset, or completes an interrupted one; returns how many files were complete before. */
    private static int write(Path folder, int samples) {
        try (DatasetWriter writer = DatasetWriter.open(folder, DatasetFixtures.SPEC)) {
            int completed = writer.completedFiles(FOLDER).size();
            add(writer, samples);
            writer.finish(new Centres(DatasetFixtures.CONTRACT, Map.of("id0", new float[] {1, 0, 0, 0})));
            return completed;
        }
    }

    private static void add(DatasetWriter writer, int samples) {
        for (int seed = 0; seed < samples; seed++) {
            if (!writer.completedFiles(FOLDER).containsKey("folder/" + seed + ".jpg")) {
                Sample sample = DatasetFixtures.sample(seed, Label.folder("id" + seed % 4));
                writer.add(sample);
                complete(writer, sample);
            }
        }
    }

    private static void complete(DatasetWriter writer, Sample sample) {
        SampleSource.File file = (SampleSource.File) sample.source();
        writer.completeFile(FOLDER, file.path(), file.sha256());
    }
}
