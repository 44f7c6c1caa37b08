package io.vestibule.service.run;

import io.vestibule.common.NativeLibraries;
import java.io.IOException;
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
        // RocksDB 10.1.3 looks in a folder for a name with "jni" twice.
        String name = Environment.getJniLibraryFileName("rocksdbjni");
        if (folder.isPresent() && link(folder.get().resolve(name), folder.get().resolve(file))) {
            RocksDB.loadLibrary(List.of(folder.get().toString()));
        } else {
            RocksDB.loadLibrary();
        }
    }

    /** Gives the library a second name. Returns false if the file system has no links. */
    private static boolean link(Path name, Path file) {
        try {
            // A damaged library is unpacked again, and its second name must not remain.
            if (Files.exists(name) && !Files.isSameFile(name, file)) {
                Files.delete(name);
            }
            if (!Files.exists(name)) {
                Files.createLink(name, file);
            }
            return true;
        } catch (FileAlreadyExistsException linkedByAnotherProcess) {
            return true;
        } catch (IOException | UnsupportedOperationException refused) {
            return false;
        }
    }
}
