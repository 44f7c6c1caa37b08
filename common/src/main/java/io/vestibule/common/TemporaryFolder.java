package io.vestibule.common;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that is deleted with its content when it is closed. */
public record TemporaryFolder(Path path) implements AutoCloseable {

    /**
     * Creates a folder in the system's folder for temporary files.
     *
     * @param purpose part of the folder's name
     * @throws UncheckedIOException if no folder can be created
     */
    public static TemporaryFolder create(String purpose) {
        try {
            return new TemporaryFolder(Files.createTempDirectory("vestibule-" + purpose + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder: " + e.getMessage(), e);
        }
    }

    /**
     * Creates a hidden folder in an existing folder, for content that needs the space or the file system of that folder.
     *
     * @param purpose part of the folder's name
     * @throws UncheckedIOException if no folder can be created
     */
    public static TemporaryFolder createIn(Path parent, String purpose) {
        try {
            return new TemporaryFolder(Files.createTempDirectory(parent, ".vestibule-" + purpose + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create a temporary folder in " + parent + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> content = Files.walk(path)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path entry : deepestFirst) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the temporary folder " + path + ": " + e.getMessage(), e);
        }
    }
}
