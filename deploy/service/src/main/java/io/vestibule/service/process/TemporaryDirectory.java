package io.vestibule.service.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder. Closing it deletes the folder and its content. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

    /** A new folder in the temporary folder of the system. @param use purpose, part of the folder's name */
    public static TemporaryDirectory create(String use) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("vestibule-" + use + "-"));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create a temporary folder", failure);
        }
    }

    /**
     * A new folder in another folder.
     *
     * @param parent existing folder with enough free space
     * @param use purpose, part of the folder's name
     */
    public static TemporaryDirectory createIn(Path parent, String use) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(parent, ".vestibule-" + use + "-"));
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot create a temporary folder in " + parent, failure);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> content = Files.walk(path)) {
            List<Path> deepestFirst = content.sorted(Comparator.reverseOrder()).toList();
            for (Path each : deepestFirst) {
                Files.deleteIfExists(each);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete folder " + path, failure);
        }
    }
}
