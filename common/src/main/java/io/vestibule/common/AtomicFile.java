package io.vestibule.common;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Replaces files atomically. A reader sees the old content or the complete new content, also after a crash.
 *
 * <p>The content goes to a sibling file with the suffix {@value #SUFFIX}, which is then renamed. A process that is killed may
 * leave this sibling behind; the next write of the same file overwrites it. Two concurrent writers of one file need a lock.
 */
public final class AtomicFile {

    /** Suffix of a file that is not complete yet. */
    public static final String SUFFIX = ".part";

    private AtomicFile() {}

    /**
     * Writes the bytes to the file.
     *
     * @throws IOException if the file cannot be written; the old content is then unchanged
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, part -> Files.write(part, content));
    }

    /**
     * Writes the text to the file in UTF-8.
     *
     * @throws IOException if the file cannot be written; the old content is then unchanged
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes content that is produced piece by piece.
     *
     * @param writer creates the file that it receives
     * @throws IOException if the file cannot be written; the old content is then unchanged
     */
    public static void write(Path file, Writer writer) throws IOException {
        // Not Files.createTempFile: only the owner may read its files, and a folder may serve several users.
        Path part = file.resolveSibling(file.getFileName() + SUFFIX);
        Files.deleteIfExists(part);
        try {
            writer.writeTo(part);
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** Produces the content of a file. */
    @FunctionalInterface
    public interface Writer {

        /** Creates the file, which does not exist yet, and writes all of its content. */
        void writeTo(Path file) throws IOException;
    }
}
