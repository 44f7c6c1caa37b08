package io.vestibule.topologies.errors;

import io.vestibule.common.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The records of an application whose results were refused by the producer or the broker. Thread-safe.
 *
 * <p>Such a refusal aborts the transaction, so the record cannot become a dead letter in it. The application restarts, reads the
 * record again, and then finds it here. It becomes a dead letter without being processed ({@link RefusedRecordFilter}).
 * Without this list, the application would stop at the same offset after each start.
 *
 * <p>The newest {@value #CAPACITY} records are kept, in memory and in a file. If the dead letter is refused as well, the record
 * is skipped at the next attempt.
 */
public final class RefusedResults {

    /** Key of the list in the configuration of Kafka Streams, which creates its fault handlers itself. */
    public static final String SETTING = "vestibule.refused-results";

    static final int CAPACITY = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(RefusedResults.class);

    /** The kinds of refusal that another attempt cannot change. */
    private static final List<Class<? extends Exception>> REFUSALS = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidTimestampException.class,
            InvalidRecordException.class);

    private final @Nullable Path file;

    /** Oldest first. */
    private final Deque<InputPosition> records = new ArrayDeque<>();

    /** Records whose dead letter was refused in this process. */
    private final Set<InputPosition> unreportable = new HashSet<>();

    private volatile boolean empty = true;

    private RefusedResults(@Nullable Path file) {
        this.file = file;
    }

    /** A list in memory, for applications without a state folder. */
    public static RefusedResults inMemory() {
        return new RefusedResults(null);
    }

    /** The list in a file, which need not exist. */
    public static RefusedResults in(Path file) {
        RefusedResults results = new RefusedResults(file);
        results.read(file);
        return results;
    }

    /** The list in a configuration; an empty one if there is none. */
    static RefusedResults in(Map<String, ?> settings) {
        return settings.get(SETTING) instanceof RefusedResults results ? results : inMemory();
    }

    /** Whether the failure of a stream thread has this cause. A new thread then continues the application's work. */
    public static boolean areCauseOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .anyMatch(RefusedResults::isRefusal);
    }

    static boolean isRefusal(Throwable fault) {
        return REFUSALS.stream().anyMatch(kind -> kind.isInstance(fault));
    }

    /** Adds a record and writes the file. */
    synchronized void add(InputPosition record) {
        if (records.contains(record)) {
            return;
        }
        records.addLast(record);
        if (records.size() > CAPACITY) {
            unreportable.remove(records.removeFirst());
        }
        empty = false;
        write();
    }

    /** Returns the entry of a record; empty for nearly every record. */
    Optional<InputPosition> find(InputPosition record) {
        return empty ? Optional.empty() : search(record);
    }

    private synchronized Optional<InputPosition> search(InputPosition record) {
        return records.stream().filter(record::isSameRecord).findFirst();
    }

    /** Adds a record whose dead letter was refused. */
    synchronized void addUnreportable(InputPosition record) {
        add(record);
        unreportable.add(record);
    }

    synchronized boolean isUnreportable(InputPosition record) {
        return unreportable.contains(record);
    }

    private void read(Path source) {
        try (Stream<String> lines = Files.lines(source)) {
            lines.limit(CAPACITY)
                    .map(InputPosition::parse)
                    .flatMap(Optional::stream)
                    .forEach(records::addLast);
            empty = records.isEmpty();
        } catch (NoSuchFileException none) {
            return;
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.atWarn()
                    .addKeyValue("file", source)
                    .addKeyValue("fault", unreadable.getClass().getName())
                    .log("the list of refused results cannot be read; delete it if the application stops again");
        }
    }

    private void write() {
        if (file == null) {
            return;
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(
                    file,
                    String.join(
                                    "\n",
                                    records.stream().map(InputPosition::format).toList()) + "\n");
        } catch (IOException failed) {
            LOG.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("fault", failed.getClass().getName())
                    .log("the list of refused results cannot be written; after a restart the application may stop at "
                            + "the same record");
        }
    }
}
