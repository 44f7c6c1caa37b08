package io.vestibule.lab.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vestibule.lab.label.PhotographResult.Skipped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchJournalTest {
    private static final List<PhotographResult> FINDINGS =
            List.of(new Skipped("0".repeat(64), SkipReason.NO_FACE, "no face is found"));

    @TempDir
    private Path directory;

    @Test
    void shouldGiveBackWhatWasWritten() {
        // Given
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {
            journal.write(0, FINDINGS);
        }

        // When, then
        try (BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work")) {
            assertThat(journal.has(0)).isTrue();
            assertThat(journal.has(1)).isFalse();
            assertThat(journal.read(0)).isEqualTo(FINDINGS);
        }
    }

    @Test
    void shouldTakeNothingOverFromAJournalOfWhichNobodyKnowsWhatWorkItIs() throws Exception {
        // Given: as a kill leaves it while it is thrown away, or before its work is noted
        Path folder = directory.resolve("journal");
        try (BatchJournal journal = BatchJournal.open(folder, "work on some images")) {
            journal.write(0, FINDINGS);
        }
        Files.delete(folder.resolve("work"));

        // When
        try (BatchJournal journal = BatchJournal.open(folder, "work on others")) {

            // Then
            assertThat(journal.has(0)).isFalse();
        }
    }

    @Test
    void shouldRefuseAndSpareAFolderThatHoldsSomethingElse() throws Exception {
        // Given
        Path thesis = Files.createDirectory(directory.resolve("journal")).resolve("thesis.txt");
        Files.writeString(thesis, "years of work");

        // When, then
        assertThatThrownBy(() -> BatchJournal.open(directory.resolve("journal"), "work"))
                .isInstanceOf(LabelException.class)
                .hasMessageContaining("holds something else");
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void shouldLeaveNothingWhenItIsThrownAway() {
        // Given
        BatchJournal journal = BatchJournal.open(directory.resolve("journal"), "work");
        journal.write(0, FINDINGS);

        // When
        journal.delete();

        // Then
        assertThat(directory).isEmptyDirectory();
    }
}
