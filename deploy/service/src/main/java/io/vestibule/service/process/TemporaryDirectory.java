package io.vestibule.service.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A temporary folder that goes with all that is in it. */
public record TemporaryDirectory(Path path) implements AutoCloseable {

    /** @param use what it is for, as part of its name */
    public static TemporaryDirectory make(String use) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory("vestibule-" + use + "-"));
        } catch (IOException failure) {
            throw new UncheckedIOException("no temporary folder can be made", failure);
        }
    }

    /** @param parent folder that has the room, and is there */
    public static TemporaryDirectory in(Path parent, String use) {
        try {
            return new TemporaryDirectory(Files.createTempDirectory(parent, ".vestibule-" + use + "-"));
        } catch (IOException failure) {
            throw new UncheckedIOException("no temporary folder can be made in " + parent, failure);
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
            throw new UncheckedIOException("folder " + path + " cannot be deleted", failure);
        }
    }
}
