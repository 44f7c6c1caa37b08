package io.vestibule.lab.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.dataset.FacePicture;
import io.vestibule.dataset.TeacherFeatures;
import io.vestibule.lab.label.PhotographResult.AnalysedFace;
import io.vestibule.lab.label.PhotographResult.Skipped;
import io.vestibule.models.detection.Detection;
import io.vestibule.models.embedding.Embedding;
import io.vestibule.models.face.FaceQuality;
import io.vestibule.models.geometry.BoundingBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchJournalTest {

    private static final List<PhotographResult> SKIPPED =
            List.of(new Skipped("0".repeat(64), SkipReason.NO_FACE, "no face found"));

    @TempDir
    private Path directory;

    @Test
    void shouldReadBackEveryField() {
        // Given
        PhotographResult face = new AnalysedFace(
                "0".repeat(64),
                "1".repeat(64),
                new FacePicture(new byte[] {1, 2, 3}),
                new FaceQuality(80, 120.25f, 0.3f, -1.5f, 2, 3),
                List.of(new Detection(new BoundingBox(0.1f, 0.2f, 0.3f, 1 / 3f), 0.99f)),
                new TeacherFeatures("stem", List.of(1, 1, 2), new byte[] {4, 5, 6, 7}),
                new Embedding(new float[] {0.6f, -0.8f, Float.MIN_VALUE, 1e-7f / 3}, 17.3f));
        List<PhotographResult> results = List.of(face, SKIPPED.get(0));
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {
            journal.write(0, results);
        }

        // When
        List<PhotographResult> read;
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {
            read = journal.read(0);
        }

        // Then
        assertThat(read).usingRecursiveComparison().isEqualTo(results);
    }

    @Test
    void shouldContainOnlyTheBatchesThatWereWritten() {
        // Given
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {
            journal.write(0, SKIPPED);
        }

        // When
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {

            // Then
            assertThat(journal.contains(0)).isTrue();
            assertThat(journal.contains(1)).isFalse();
        }
    }

    @Test
    void shouldNotContainADamagedBatch() throws Exception {
        // Given
        Path file = directory.resolve("journal/000000.json");
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {
            journal.write(0, SKIPPED);
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);

            // When
            boolean contained = journal.contains(0);

            // Then
            assertThat(contained).isFalse();
            assertThatThrownBy(() -> journal.read(0))
                    .isInstanceOf(LabelException.class)
                    .hasMessageContaining("000000.json");
        }
    }

    /** The state after a kill during the deletion of the journal, or before its fingerprint was written. */
    @Test
    void shouldDeleteBatchesWhenTheFingerprintIsMissing() throws Exception {
        // Given
        Path folder = directory.resolve("journal");
        try (BatchJournal journal = BatchJournal.open(folder, "work on some images")) {
            journal.write(0, SKIPPED);
        }
        Files.delete(folder.resolve("work.json"));

        // When
        try (BatchJournal journal = BatchJournal.open(folder, "work on others")) {

            // Then
            assertThat(journal.contains(0)).isFalse();
        }
    }

    @Test
    void shouldRejectAndKeepAFolderWithOtherFiles() throws Exception {
        // Given
        Path thesis = Files.createDirectory(directory.resolve("journal")).resolve("thesis.txt");
        Files.writeString(thesis, "years of work");

        // When, then
        assertThatThrownBy(() -> BatchJournal.open(directory.resolve("journal"), "work"))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("contains other files");
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void shouldLeaveNoFilesAfterDeletion() {
        // Given
        BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work");
        journal.write(0, SKIPPED);

        // When
        journal.delete();

        // Then
        assertThat(directory).isEmptyDirectory();
    }
}
