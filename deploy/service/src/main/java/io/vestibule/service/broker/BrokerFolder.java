package io.vestibule.service.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where a broker keeps its topics. */
record BrokerFolder(Path path, boolean isTemporary) {
    static BrokerFolder temporary() {
        try {
            return new BrokerFolder(Files.createTempDirectory("vestibule-broker-"), true);
        } catch (IOException failure) {
            throw new BrokerStartException("no temporary folder can be made: " + failure.getMessage(), failure);
        }
    }

    static BrokerFolder at(Path path) {
        try {
            return new BrokerFolder(Files.createDirectories(path).toAbsolutePath(), false);
        } catch (IOException failure) {
            throw new BrokerStartException("folder " + path + " cannot be made: " + failure.getMessage(), failure);
        }
    }

    /**
     * Kafka locks its folder, and where that fails it ends the whole process. Asking first turns this into an error
     * that a caller can show.
     */
    void refuseIfInUse() {
        try (FileChannel lockFile =
                        FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.tryLock()) {
            if (lock == null) {
                throw inUse();
            }
        } catch (OverlappingFileLockException ofThisProcess) {
            throw inUse();
        } catch (IOException failure) {
            throw new BrokerStartException("folder " + path + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    void deleteIfTemporary() {
        if (isTemporary) {
            delete(path);
        }
    }

    static void delete(Path folder) {
        try (Stream<Path> content = Files.walk(folder)) {
            for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (NoSuchFileException gone) {
            // Somebody else has done the work.
        } catch (IOException failure) {
            throw new UncheckedIOException("folder " + folder + " cannot be deleted", failure);
        }
    }

    private BrokerStartException inUse() {
        return new BrokerStartException("folder " + path + " is in use by another broker");
    }
}
