package io.vestibule.zoo;

import io.vestibule.zoo.FileCheck.State;
import io.vestibule.zoo.files.Checksums;
import io.vestibule.zoo.manifest.Manifest.ModelEntry;
import io.vestibule.zoo.manifest.NpmPackage.PackageFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The folder that holds what was fetched and prepared. Every name carries a piece of the file's checksum, so that releases
 * with different manifests share a cache, and a file is complete from the moment it has its name.
 */
public record ModelCache(Path folder) {
    private static final int NAME_DIGITS = 12;

    /** A lock on a file belongs to the whole process, so threads need one of their own. */
    private static final ReentrantLock THREADS = new ReentrantLock();

    /** A piece of work on the cache. */
    interface Work<T> {
        T run() throws IOException;
    }

    /** Where a file of a package lies, as it came. */
    Path original(PackageFile file) {
        return folder.resolve("originals").resolve(file.sha256().substring(0, NAME_DIGITS) + "-" + file.name());
    }

    Path model(ModelEntry model) {
        return folder.resolve("models")
                .resolve(model.name() + "-" + model.sha256().substring(0, NAME_DIGITS) + ".onnx");
    }

    /** Where added students lie. */
    Path students() {
        return folder.resolve("students");
    }

    /** Compares a file with its checksum. */
    static FileCheck examine(String name, Path file, String sha256) {
        try {
            if (!Files.isRegularFile(file)) {
                return new FileCheck(name, file, State.MISSING);
            }
            return new FileCheck(name, file, Checksums.sha256(file).equals(sha256) ? State.OK : State.TAMPERED);
        } catch (IOException e) {
            throw new ZooException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes a file that other processes see either whole or not at all. */
    public static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        // Not Files.createTempFile: its files are for the owner alone, and a cache may serve several users.
        var part = file.resolveSibling(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        try {
            Files.write(part, content);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Does the work while no other thread and no other process works on this cache. */
    <T> T alone(Work<T> work) {
        THREADS.lock();
        try {
            Files.createDirectories(folder);
            // Closing the channel gives the lock back.
            try (var channel =
                    FileChannel.open(folder.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return work.run();
            }
        } catch (IOException e) {
            throw new ZooException("the model cache " + folder + " cannot be used: " + e, e);
        } finally {
            THREADS.unlock();
        }
    }
}
