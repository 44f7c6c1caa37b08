package io.vestibule.testing;

import io.vestibule.zoo.PreparedModels;
import io.vestibule.zoo.Zoo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The models and photographs that the build prepared in the model cache of this machine. */
public final class PreparedZoo {

    private PreparedZoo() {}

    /** The folder of the model cache. */
    public static Path folder() {
        return Zoo.defaultCache(System.getenv()).toAbsolutePath();
    }

    /** The prepared models; each call reads and checks them again. */
    public static PreparedModels models() {
        return Zoo.open(folder()).prepared();
    }

    /**
     * Makes a cache inside a folder of the test. It contains links to the prepared files, but no students that this machine may
     * have in its own cache. Files that the test adds stay in the folder.
     *
     * @return the new cache
     */
    public static Path linkedIn(Path folder) throws IOException {
        Path cache = Files.createDirectories(folder.resolve("cache"));
        for (String part : new String[] {"models", "originals"}) {
            Files.createSymbolicLink(cache.resolve(part), folder().resolve(part));
        }
        return cache;
    }
}
