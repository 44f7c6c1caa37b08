package io.vestibule.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Sha256Test {

    /** SHA-256 of "abc", from FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void shouldGiveThePublishedChecksumWhenContentIsTextOrBytes() {
        assertThat(Sha256.hex("abc")).isEqualTo(ABC);
        assertThat(Sha256.hex("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(ABC);
    }

    @Test
    void shouldReadABufferFromPositionToLimitAndKeepItsPosition() {
        // Given
        ByteBuffer bytes = ByteBuffer.wrap("xabcx".getBytes(StandardCharsets.UTF_8), 1, 3);

        // When
        String checksum = Sha256.hex(bytes);

        // Then
        assertThat(checksum).isEqualTo(ABC);
        assertThat(bytes.position()).isEqualTo(1);
    }

    @Test
    void shouldGiveTheSameChecksumWhenContentIsInAFile(@TempDir Path folder) throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("abc.txt"), "abc");

        // When
        String checksum = Sha256.hexOfFile(file);

        // Then
        assertThat(checksum).isEqualTo(ABC);
    }
}
