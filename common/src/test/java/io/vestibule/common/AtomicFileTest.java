package io.vestibule.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("state.txt");
    }

    @Test
    void shouldReplaceTheContentAndLeaveNoOtherFile() throws IOException {
        // Given
        Files.writeString(file, "old");

        // When
        AtomicFile.write(file, "new");

        // Then
        assertThat(folder).isDirectoryContaining(file::equals);
        assertThat(folder.toFile().list()).containsExactly("state.txt");
        assertThat(file).hasContent("new");
    }

    @Test
    void shouldKeepTheOldContentWhenWritingFails() throws IOException {
        // Given
        Files.writeString(file, "old");

        // When
        assertThatThrownBy(() -> AtomicFile.write(file, part -> {
                    Files.writeString(part, "half of the n");
                    throw new IOException("disk full");
                }))
                .hasMessage("disk full");

        // Then
        assertThat(folder.toFile().list()).containsExactly("state.txt");
        assertThat(file).hasContent("old");
    }

    @Test
    void shouldOverwriteWhatAKilledProcessLeftBehind() throws IOException {
        // Given
        Files.writeString(folder.resolve("state.txt.part"), "left by a killed process");

        // When
        AtomicFile.write(file, part -> Files.createFile(part));

        // Then
        assertThat(folder.toFile().list()).containsExactly("state.txt");
    }
}
