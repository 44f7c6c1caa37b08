package io.vestibule.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** NullAway checks only packages that are marked, so each package of main code must be marked. */
class NullMarkedPackagesIT {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void shouldMarkEveryPackageOfMainCode() throws IOException {
        // Given
        List<Path> packages = packages();

        // When
        List<Path> unmarked =
                packages.stream().filter(folder -> !isMarked(folder)).toList();

        // Then
        assertThat(packages).hasSizeGreaterThan(50);
        assertThat(unmarked).isEmpty();
    }

    private static List<Path> packages() throws IOException {
        try (Stream<Path> files = Files.walk(PROJECT)) {
            return files.map(PROJECT::relativize)
                    .filter(file -> file.toString().contains("src/main/java/")
                            && file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .toList();
        }
    }

    private static boolean isMarked(Path folder) {
        Path info = PROJECT.resolve(folder).resolve("package-info.java");
        try {
            return Files.exists(info) && Files.readString(info).contains("@NullMarked");
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
