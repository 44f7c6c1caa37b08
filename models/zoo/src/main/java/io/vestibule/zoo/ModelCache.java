package io.vestibule.zoo;

import io.vestibule.common.AtomicFile;
import io.vestibule.common.Sha256;
import io.vestibule.zoo.FileCheck.State;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder that holds fetched and prepared files. Each name contains a part of the file's checksum, so releases with
 * different manifests can share a cache. A file is complete as soon as it has its final name.
 */
record ModelCache(Path folder) {

    private static final int NAME_DIGITS = 12;

    /** A file lock belongs to the whole process, so threads need a lock of their own. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    /** Work that needs exclusive access to the cache. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Path of an unmodified file of a package. */
    Path original(PackageFile file) {
        return folder.resolve("originals").resolve(file.sha256().substring(0, NAME_DIGITS) + "-" + file.name());
    }

    /** Path of a prepared model. */
    Path model(ModelEntry model) {
        return folder.resolve("models")
                .resolve(model.name() + "-" + model.sha256().substring(0, NAME_DIGITS) + ".onnx");
    }

    /** Folder of the students that were added on this machine. */
    Path students() {
        return folder.resolve("students");
    }

    /** Compares a file with its checksum. */
    static FileCheck check(String name, Path file, String sha256) {
        try {
            if (!Files.isRegularFile(file)) {
                return new FileCheck(name, file, State.MISSING);
            }
            return new FileCheck(name, file, Sha256.hexOfFile(file).equals(sha256) ? State.OK : State.TAMPERED);
        } catch (IOException e) {
            throw new ZooException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes a file of the cache atomically, and creates its folder if needed. */
    static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        AtomicFile.write(file, content);
    }

    /** Runs the work while no other thread and no other process works on this cache. */
    <T> T exclusively(Work<T> work) {
        THREADS.lock();
        try {
            Files.createDirectories(folder);
            // Closing the channel releases the lock.
            try (FileChannel channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return work.run();
            }
        } catch (IOException e) {
            throw new ZooException("cannot use the model cache " + folder + ": " + e, e);
        } finally {
            THREADS.unlock();
        }
    }
}
