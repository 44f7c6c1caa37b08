package io.vestibule.service.enrol;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A photograph in a file, read only when it is sent.
 *
 * @param subject id of the subject, not yet checked
 * @param name the file as the caller named it
 * @param file path of the file
 */
public record PhotoFile(String subject, String name, Path file) {

    /** @throws IOException if the file cannot be read or has more than this number of bytes */
    byte[] read(int largest) throws IOException {
        long size = Files.size(file);
        if (size > largest) {
            throw new IOException("it has %,d bytes; the topic of enrolments accepts at most %,d; scale it down"
                    .formatted(size, largest));
        }
        try {
            return Files.readAllBytes(file);
        } catch (IOException failure) {
            throw new IOException("it cannot be read; check its permissions: " + failure.getMessage(), failure);
        }
    }
}
