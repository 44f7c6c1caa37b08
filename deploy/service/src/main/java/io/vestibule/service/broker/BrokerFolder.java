package io.vestibule.service.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/** Data folder of a broker. */
record BrokerFolder(Path path, boolean isTemporary) {
    static BrokerFolder temporary() {
        try {
            return new BrokerFolder(Files.createTempDirectory("vestibule-broker-"), true);
        } catch (IOException failure) {
            throw new BrokerStartException("cannot create a temporary folder: " + failure.getMessage(), failure);
        }
    }

    static BrokerFolder at(Path path) {
        try {
            return new BrokerFolder(Files.createDirectories(path).toAbsolutePath(), false);
        } catch (IOException failure) {
            throw new BrokerStartException("cannot create folder " + path + ": " + failure.getMessage(), failure);
        }
    }

    /**
     * Fails if another broker uses the folder. Kafka locks its folder too, but ends the whole process if that fails; this
     * check comes first and throws an exception.
     */
    void requireUnused() {
        try (FileChannel lockFile =
                        FileChannel.open(path.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = lockFile.tryLock()) {
            if (lock == null) {
                throw inUse();
            }
        } catch (OverlappingFileLockException lockedByThisProcess) {
            throw inUse();
        } catch (IOException failure) {
            throw new BrokerStartException("cannot write to folder " + path + ": " + failure.getMessage(), failure);
        }
    }

    /** Id of the cluster for which the folder is formatted; a new id for an empty folder. */
    String clusterId() {
        Path formatted = path.resolve("meta.properties");
        if (!Files.exists(formatted)) {
            return Uuid.randomUuid().toString();
        }
        try (InputStream file = Files.newInputStream(formatted)) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("cluster.id", "");
        } catch (IOException failure) {
            throw new BrokerStartException("cannot read " + formatted + ": " + failure.getMessage(), failure);
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
        } catch (NoSuchFileException deleted) {
            // The folder is already deleted.
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot delete folder " + folder, failure);
        }
    }

    private BrokerStartException inUse() {
        return new BrokerStartException(
                "folder " + path + " is in use by another broker; choose another one with --data");
    }
}
