package io.vestibule.app.testing;

import io.vestibule.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A cache of a test's own, with everything that the build has prepared, and without the students of this machine. */
public final class BorrowedCache {
    private BorrowedCache() {}

    /** Links to the prepared files; what is added to the folder stays in it. */
    public static Path in(Path folder) throws IOException {
        Path prepared = Zoo.defaultCache(System.getenv()).toAbsolutePath();
        Path cache = Files.createDirectories(folder.resolve("cache"));
        for (String part : new String[] {"models", "originals"}) {
            Files.createSymbolicLink(cache.resolve(part), prepared.resolve(part));
        }
        return cache;
    }
}
