package io.vestibule.service.run;

import io.vestibule.common.AtomicFile;
import io.vestibule.common.TemporaryFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a process's local state. It is locked, so that two processes cannot use it at once, and it belongs to one Kafka
 * cluster. The state refers to offsets of that cluster, so with another cluster it is wrong.
 */
public final class StateFolder implements AutoCloseable {
    private static final String SETTING = "run.state-directory: ";
    private static final String LOCK = ".lock";
    private static final String CLUSTER = "cluster-id";
    private static final String RUNNING = ".running";

    /** Prefix of the folder that receives the state of another cluster. */
    private static final String ASIDE = "of-cluster-";

    private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

    /** Folders of Vestibule's applications, with any prefix. Other applications may use the same folder. */
    private static final Pattern APPLICATION = Pattern.compile(".+-"
            + Stream.of(Application.values())
                    .map(Application::commandLineName)
                    .collect(Collectors.joining("|", "(", ")")));

    private final Path path;
    private final FileChannel lock;

    private StateFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Creates the folder if necessary and locks it.
     *
     * @throws StateFolderException if it cannot be written, or if another process uses it
     */
    public static StateFolder open(Path path) {
        Path folder = path.toAbsolutePath().normalize();
        FileChannel channel = null;
        try {
            Files.createDirectories(folder);
            channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return new StateFolder(folder, channel);
            }
            channel.close();
            throw inUse(folder);
        } catch (OverlappingFileLockException lockedByThisProcess) {
            close(channel);
            throw inUse(folder);
        } catch (IOException failure) {
            close(channel);
            throw notWritable(folder, failure);
        }
    }

    public Path path() {
        return path;
    }

    /**
     * Binds new state to a cluster, and checks old state.
     *
     * @param cluster id of the cluster, which a broker chooses when it formats its disk
     * @param moveAside whether state of another cluster is moved into a sub-folder
     * @return the sub-folder, if state was moved
     * @throws StateFolderException if the state is of another cluster and must not be moved
     */
    public Optional<Path> bindTo(String cluster, boolean moveAside) {
        try {
            Optional<String> owner = owner();
            boolean foreign = owner.isPresent() && !owner.get().equals(cluster);
            if (foreign && !moveAside) {
                throw new StateFolderException(SETTING + path + " contains the state of another Kafka cluster ("
                        + owner.get() + "), and the brokers have a new one (" + cluster
                        + "). A broker without --data is a new cluster at each start. Check kafka.bootstrap.servers,"
                        + " or repeat the command with --move-old-state to keep the old state in a sub-folder");
            }
            Optional<Path> moved = foreign ? Optional.of(moveAside(owner.get())) : Optional.empty();
            AtomicFile.write(path.resolve(CLUSTER), cluster + "\n");
            return moved;
        } catch (IOException failure) {
            throw notWritable(path, failure);
        }
    }

    /**
     * Marks the state as in use, until {@link #markClean}. If the last process did not stop cleanly, its state stores are
     * deleted. With exactly-once processing, Kafka Streams restores such stores from Kafka in any case. Before that, it opens
     * and closes each of them, and logs a hundred lines about corrupted tasks.
     *
     * @return whether stores were deleted
     */
    public boolean markRunning() {
        try {
            Files.createFile(path.resolve(RUNNING));
            return false;
        } catch (FileAlreadyExistsException left) {
            deleteStores();
            return true;
        } catch (IOException failure) {
            throw notWritable(path, failure);
        }
    }

    /** Marks the state as complete after a clean stop. */
    public void markClean() {
        try {
            Files.deleteIfExists(path.resolve(RUNNING));
        } catch (IOException failure) {
            throw notWritable(path, failure);
        }
    }

    /** Releases the lock. */
    @Override
    public void close() {
        close(lock);
    }

    private void deleteStores() {
        try (Stream<Path> folders = Files.find(path, 2, (folder, attributes) -> isTask(folder))) {
            folders.forEach(task -> new TemporaryFolder(task).close());
        } catch (IOException failure) {
            throw notWritable(path, failure);
        }
    }

    /** Kafka Streams names the folder of a task by its sub-topology and partition. */
    private boolean isTask(Path folder) {
        Path task = path.relativize(folder);
        return task.getNameCount() == 2
                && APPLICATION.matcher(task.getName(0).toString()).matches()
                && TASK.matcher(folder.getFileName().toString()).matches();
    }

    private Optional<String> owner() throws IOException {
        try {
            return Optional.of(Files.readString(path.resolve(CLUSTER)).strip()).filter(id -> !id.isEmpty());
        } catch (NoSuchFileException isNew) {
            return Optional.empty();
        }
    }

    /** A sub-folder, because the folder itself may be the root of a volume, which cannot be renamed. */
    private Path moveAside(String owner) throws IOException {
        Path aside = path.resolve(ASIDE + owner.replaceAll("[^A-Za-z0-9_-]", "_"));
        for (int copy = 2; Files.exists(aside); copy++) {
            aside = path.resolve(ASIDE + owner.replaceAll("[^A-Za-z0-9_-]", "_") + "-" + copy);
        }
        Files.createDirectory(aside);
        for (Path old : stateOfApplications()) {
            Files.move(old, aside.resolve(old.getFileName()));
        }
        Files.deleteIfExists(path.resolve(RUNNING));
        return aside;
    }

    private List<Path> stateOfApplications() throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.filter(file -> {
                        String name = file.getFileName().toString();
                        return !name.startsWith(ASIDE)
                                && APPLICATION.matcher(name).matches();
                    })
                    .toList();
        }
    }

    private static void close(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException failure) {
            throw new StateFolderException(SETTING + "cannot release the lock: " + failure.getMessage(), failure);
        }
    }

    private static StateFolderException inUse(Path folder) {
        return new StateFolderException(
                SETTING + folder + " is in use by another process; give each process its own folder");
    }

    private static StateFolderException notWritable(Path folder, IOException failure) {
        return new StateFolderException(
                SETTING + "cannot write to " + folder + " ("
                        + failure.getClass().getSimpleName() + ": " + failure.getMessage()
                        + "); set it to a folder that this user can write",
                failure);
    }
}
