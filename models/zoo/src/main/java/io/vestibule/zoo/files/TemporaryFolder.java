package io.vestibule.zoo.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary folder that goes with all it holds. */
public record TemporaryFolder(Path path) implements AutoCloseable {
    public TemporaryFolder() throws IOException {
        this(Files.createTempDirectory("vestibule-zoo-"));
    }

    @Override
    public void close() throws IOException {
        try (var content = Files.walk(path)) {
            for (var entry : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
