package io.vestibule.service.enrol;

import io.vestibule.common.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A photograph from a file. */
public record PhotoFile(String name, byte[] bytes) {
    /** Reads a file. */
    public static PhotoFile read(Path file) throws IOException {
        return new PhotoFile(file.toString(), Files.readAllBytes(file));
    }

    /** SHA-256 of the bytes in lower-case hex, which identifies the photograph in the gallery. */
    String hash() {
        return Sha256.hex(bytes);
    }
}
