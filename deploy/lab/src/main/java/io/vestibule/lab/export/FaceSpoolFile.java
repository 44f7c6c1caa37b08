package io.vestibule.lab.export;

import io.vestibule.dataset.DatasetException;
import io.vestibule.dataset.FacePicture;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Pictures of faces by name, in a temporary file, because they do not fit into memory. It is deleted on close. */
final class FaceSpoolFile implements AutoCloseable {

    private final Path path;
    private final FileChannel file;
    private final Map<String, Position> positions = new HashMap<>();

    private record Position(long offset, int length) {}

    private FaceSpoolFile(Path path, FileChannel file) {
        this.path = path;
        this.file = file;
    }

    static FaceSpoolFile create(Path path) {
        try {
            return new FaceSpoolFile(
                    path,
                    FileChannel.open(
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.TRUNCATE_EXISTING,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException failure) {
            throw failed(path, "created", failure);
        }
    }

    boolean contains(String name) {
        return positions.containsKey(name);
    }

    void put(String name, FacePicture picture) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(picture.png());
            Position position = new Position(file.size(), bytes.remaining());
            while (bytes.hasRemaining()) {
                file.write(bytes, position.offset() + bytes.position());
            }
            positions.put(name, position);
        } catch (IOException failure) {
            throw failed(path, "written", failure);
        }
    }

    @Nullable
    FacePicture get(String name) {
        Position position = positions.get(name);
        if (position == null) {
            return null;
        }
        try {
            ByteBuffer bytes = ByteBuffer.allocate(position.length());
            while (bytes.hasRemaining()) {
                if (file.read(bytes, position.offset() + bytes.position()) < 0) {
                    throw new IOException("the file is too short");
                }
            }
            return new FacePicture(bytes.array());
        } catch (IOException failure) {
            throw failed(path, "read", failure);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw failed(path, "deleted", failure);
        }
    }

    private static DatasetException failed(Path path, String action, IOException failure) {
        return new DatasetException(path + ": cannot be " + action + ": " + failure.getMessage(), failure);
    }
}
