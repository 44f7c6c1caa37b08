package io.vestibule.service.enrol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoFilesTest {
    @TempDir
    Path directory;

    @Test
    void shouldTakeFilesAndThePicturesOfFolders() throws IOException {
        // Given
        file("one.dat");
        file("anna/b.PNG");
        file("anna/a.jpg");

        // When
        PhotoFiles files = PhotoFiles.ofSubject("anna", List.of(Path.of("one.dat"), Path.of("anna")), directory);

        // Then
        assertThat(files.photos())
                .extracting(PhotoFile::subject, PhotoFile::name)
                .containsExactly(tuple("anna", "one.dat"), tuple("anna", "anna/a.jpg"), tuple("anna", "anna/b.PNG"));
        assertThat(files.skipped()).isZero();
    }

    @Test
    void shouldSkipAndCountHiddenAndEmptyFilesAndOthersInFolders() throws IOException {
        // Given
        file("anna/a.jpg");
        file("anna/._a.jpg");
        file("anna/.DS_Store");
        Files.createFile(directory.resolve("anna/empty.jpg"));
        file("anna/notes.txt");
        file("anna/deeper/b.jpg");

        // When
        PhotoFiles files = PhotoFiles.ofSubject("anna", List.of(Path.of("anna")), directory);

        // Then
        assertThat(files.photos()).extracting(PhotoFile::name).containsExactly("anna/a.jpg");
        assertThat(files.skippedText()).isEqualTo("5 skipped: 2 hidden, 1 empty, 2 that are no pictures");
    }

    @Test
    void shouldTakeASubjectFromEachSubFolderAndFile() throws IOException {
        // Given
        file("residents/anna/1.jpg");
        file("residents/anna/2.jpg");
        file("residents/bob.smith.jpg");
        file("residents/.trash/3.jpg");
        file("residents/list.csv");

        // When
        PhotoFiles files = PhotoFiles.bySubject(Path.of("residents"), directory);

        // Then
        assertThat(files.photos())
                .extracting(PhotoFile::subject, PhotoFile::name)
                .containsExactly(
                        tuple("anna", "residents/anna/1.jpg"),
                        tuple("anna", "residents/anna/2.jpg"),
                        tuple("bob.smith", "residents/bob.smith.jpg"));
        assertThat(files.skippedText()).isEqualTo("2 skipped: 1 hidden, 0 empty, 1 that are no pictures");
    }

    @Test
    void shouldRejectPathsThatDoNotExistOrAreNoFolders() throws IOException {
        // Given
        file("anna.jpg");

        // Then
        assertThatThrownBy(() -> PhotoFiles.ofSubject("anna", List.of(Path.of("none.jpg")), directory))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("none.jpg");
        assertThatThrownBy(() -> PhotoFiles.bySubject(Path.of("anna.jpg"), directory))
                .isInstanceOf(NotDirectoryException.class);
    }

    private void file(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "content");
    }
}
