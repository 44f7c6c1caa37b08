package io.vestibule.service.frames;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameStoreFolderTest {

    /** SHA-256 of "abc", as in FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void shouldFindAnImageByItsHash() throws IOException {
        // Given
        write(ABC, "abc");

        // When, Then
        assertThat(new FrameStoreFolder(folder).find(ABC)).contains(ByteBuffer.wrap(bytes("abc")));
    }

    @Test
    void shouldFindNothingWhenTheImageIsMissing() {
        assertThat(new FrameStoreFolder(folder).find(ABC)).isEmpty();
    }

    @Test
    void shouldFindNothingWhenTheContentDoesNotMatchTheName() throws IOException {
        // Given
        write(ABC, "abd");

        // When, Then
        assertThat(new FrameStoreFolder(folder).find(ABC)).isEmpty();
    }

    @Test
    void shouldFindNothingWhenTheReferencePointsOutsideTheFolder() throws IOException {
        // Given
        Files.writeString(folder.resolve("secret"), "abc");

        // When, Then
        assertThat(new FrameStoreFolder(folder.resolve("frames")).find("../../secret"))
                .isEmpty();
    }

    private void write(String name, String content) throws IOException {
        Files.write(
                Files.createDirectories(folder.resolve(name.substring(0, 2))).resolve(name), bytes(content));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
