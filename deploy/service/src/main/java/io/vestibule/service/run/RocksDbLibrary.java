package io.vestibule.service.run;

import io.vestibule.common.NativeLibraries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/** Loads the native library of the state stores once. Its own loader unpacks 15 MB at each start. */
final class RocksDbLibrary {
    private RocksDbLibrary() {}

    /** Loads the library, unless it is loaded already. */
    static void load() {
        String file = Environment.getJniLibraryFileName("rocksdb");
        Optional<Path> folder = NativeLibraries.unpack("rocksdb", RocksDB.class, List.of("/" + file));
        if (folder.isPresent()) {
            // RocksDB 10.1.3 looks in a folder for a name with "jni" twice.
            link(
                    folder.get().resolve(Environment.getJniLibraryFileName("rocksdbjni")),
                    folder.get().resolve(file));
            RocksDB.loadLibrary(List.of(folder.get().toString()));
        } else {
            RocksDB.loadLibrary();
        }
    }

    private static void link(Path name, Path file) {
        try {
            if (!Files.exists(name)) {
                Files.createLink(name, file);
            }
        } catch (FileAlreadyExistsException linkedByAnotherProcess) {
            // It is the same file.
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot link " + name + ": " + failure.getMessage(), failure);
        }
    }
}
