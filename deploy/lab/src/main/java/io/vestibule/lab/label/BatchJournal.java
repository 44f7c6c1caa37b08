package io.vestibule.lab.label;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vestibule.common.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The results of an unfinished run on disk, one JSON file for each batch of photographs. A file is written beside its final name and
 * then moved, so that a killed process leaves complete files only. A checksum at the end detects files that a crash of the machine
 * damaged. The journal has the fingerprint of its work; a run with another one cannot open it.
 *
 * <p>Several threads may write, each batch by one thread.
 */
final class BatchJournal implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String WORK = "work.json";
    private static final Pattern BATCH = Pattern.compile("\\d{6,}\\.json(\\.part)?");
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path folder;
    private final FileChannel lock;

    private BatchJournal(Path folder, FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens the journal of a folder, or starts one.
     *
     * @param work fingerprint of the work
     * @throws LabelException if the folder contains the journal of other work, or another process uses it
     */
    static BatchJournal open(Path folder, String work) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            BatchJournal journal = new BatchJournal(folder, channel);
            try {
                if (!isLocked(channel)) {
                    throw new LabelException(
                            folder + ": used by another process that labels photographs; wait until it has ended");
                }
                journal.startOrResume(work);
                return journal;
            } catch (IOException | RuntimeException failure) {
                journal.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException ownLock) {
            return false;
        }
    }

    private void startOrResume(String work) throws IOException {
        Path file = folder.resolve(WORK);
        if (!Files.exists(file)) {
            deleteLeftoverBatches();
            write(file, work);
        } else if (!read(file, String.class).equals(work)) {
            throw new LabelException(
                    folder
                            + ": contains unfinished work on other images or with other settings; finish it first, or delete the folder");
        }
    }

    /** Deletes batches without a fingerprint: the process was killed while it deleted the journal. */
    private void deleteLeftoverBatches() throws IOException {
        List<Path> batches = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (BATCH.matcher(name).matches()) {
                    batches.add(file);
                } else if (!name.equals(LOCK) && !name.equals(WORK + AtomicFile.SUFFIX)) {
                    throw new LabelException(
                            folder + ": needed for unfinished work, but contains other files; name another dataset");
                }
            }
        }
        for (Path batch : batches) {
            Files.delete(batch);
        }
    }

    /** Whether the batch is complete. */
    boolean contains(int batch) {
        if (!Files.exists(file(batch))) {
            return false;
        }
        try {
            read(batch);
            return true;
        } catch (LabelException damaged) {
            return false; // the machine stopped while it was written
        }
    }

    void write(int batch, List<PhotographResult> results) {
        write(file(batch), results.toArray(PhotographResult[]::new));
    }

    /** @throws LabelException if the batch is missing or damaged */
    List<PhotographResult> read(int batch) {
        return List.of(read(file(batch), PhotographResult[].class));
    }

    /** Deletes the journal, after the work is done. */
    void delete() {
        close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    /** Releases the lock. A second call has no effect. */
    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(folder + ": the lock cannot be released", failure);
        }
    }

    private Path file(int batch) {
        return folder.resolve("%06d.json".formatted(batch));
    }

    private void write(Path file, Object value) {
        try {
            byte[] json = MAPPER.writeValueAsBytes(value);
            byte[] content = ByteBuffer.allocate(json.length + Long.BYTES)
                    .put(json)
                    .putLong(checksum(json, json.length))
                    .array();
            AtomicFile.write(file, content);
        } catch (IOException failure) {
            throw unusable(folder, failure);
        }
    }

    private static <T> T read(Path file, Class<T> type) {
        try {
            byte[] content = Files.readAllBytes(file);
            int length = content.length - Long.BYTES;
            if (length < 0 || ByteBuffer.wrap(content).getLong(length) != checksum(content, length)) {
                throw new IOException("the checksum is wrong");
            }
            return MAPPER.readValue(content, 0, length, type);
        } catch (IOException failure) {
            throw new LabelException(
                    file + ": cannot be read: " + failure.getMessage() + "; delete the file and run the command again",
                    failure);
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32 checksum = new CRC32();
        checksum.update(bytes, 0, length);
        return checksum.getValue();
    }

    private static LabelException unusable(Path folder, IOException failure) {
        return new LabelException(folder + ": cannot be written: " + failure, failure);
    }
}
