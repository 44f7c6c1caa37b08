package io.vestibule.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryFolderTest {

    @Test
    void shouldDeleteTheFolderWithItsContentWhenClosed(@TempDir Path parent) throws IOException {
        // Given
        TemporaryFolder folder = TemporaryFolder.createIn(parent, "test");
        Files.createDirectories(folder.path().resolve("a/b"));
        Files.createFile(folder.path().resolve("a/b/file"));

        // When
        folder.close();

        // Then
        assertThat(parent).isEmptyDirectory();
    }
}
