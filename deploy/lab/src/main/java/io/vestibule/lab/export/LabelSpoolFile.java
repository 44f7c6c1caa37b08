package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Soft labels as the bytes of their records, in a temporary file: written once, then read in order any number of times. */
final class LabelSpoolFile implements AutoCloseable {

    private static final int BUFFER_BYTES = 1 << 16;

    private final Path path;
    private final DataOutputStream out;
    private long size;

    private LabelSpoolFile(Path path, DataOutputStream out) {
        this.path = path;
        this.out = out;
    }

    static LabelSpoolFile create(Path path) {
        try {
            return new LabelSpoolFile(
                    path, new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path), BUFFER_BYTES)));
        } catch (IOException failure) {
            throw failed(path, "created", failure);
        }
    }

    void add(byte[] record) {
        try {
            out.writeInt(record.length);
            out.write(record);
            size++;
        } catch (IOException failure) {
            throw failed(path, "written", failure);
        }
    }

    /** Number of records. */
    long size() {
        return size;
    }

    /** All records so far, in order. Must be closed. */
    Records records() {
        try {
            out.flush();
            return new Records(
                    path, new DataInputStream(new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES)), size);
        } catch (IOException failure) {
            throw failed(path, "read", failure);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
            Files.deleteIfExists(path);
        } catch (IOException failure) {
            throw failed(path, "deleted", failure);
        }
    }

    private static DatasetException failed(Path path, String action, IOException failure) {
        return new DatasetException(path + ": cannot be " + action + ": " + failure.getMessage(), failure);
    }

    /** The records of the file. */
    static final class Records implements Iterator<byte[]>, AutoCloseable {

        private final Path path;
        private final DataInputStream in;
        private long left;

        private Records(Path path, DataInputStream in, long left) {
            this.path = path;
            this.in = in;
            this.left = left;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public byte[] next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            try {
                byte[] record = new byte[in.readInt()];
                in.readFully(record);
                left--;
                return record;
            } catch (IOException failure) {
                throw failed(path, "read", failure);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException failure) {
                throw failed(path, "closed", failure);
            }
        }
    }
}
