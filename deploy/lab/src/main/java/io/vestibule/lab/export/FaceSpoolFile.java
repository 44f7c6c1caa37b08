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
import java.util.Optional;

/** Pictures of faces by name, on disk: there are more of them than fit into memory. Deleted when it is closed. */
final class FaceSpoolFile implements AutoCloseable {

    private final FileChannel file;
    private final Map<String, Place> places = new HashMap<>();

    private record Place(long offset, int length) {}

    private FaceSpoolFile(FileChannel file) {
        this.file = file;
    }

    /** @param path of the file, which must not be there */
    static FaceSpoolFile at(Path path) {
        try {
            return new FaceSpoolFile(FileChannel.open(
                    path,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException failure) {
            throw new DatasetException(path + " cannot be written: " + failure.getMessage(), failure);
        }
    }

    boolean has(String name) {
        return places.containsKey(name);
    }

    void put(String name, FacePicture picture) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(picture.png());
            Place place = new Place(file.size(), bytes.remaining());
            while (bytes.hasRemaining()) {
                file.write(bytes, place.offset() + bytes.position());
            }
            places.put(name, place);
        } catch (IOException failure) {
            throw new DatasetException("faces cannot be put aside: " + failure.getMessage(), failure);
        }
    }

    Optional<FacePicture> get(String name) {
        Place place = places.get(name);
        if (place == null) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.allocate(place.length());
            while (bytes.hasRemaining() && file.read(bytes, place.offset() + bytes.position()) >= 0) {
                // goes on until all is read
            }
            return Optional.of(new FacePicture(bytes.array()));
        } catch (IOException failure) {
            throw new DatasetException("faces cannot be read back: " + failure.getMessage(), failure);
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException failure) {
            throw new DatasetException("faces cannot be deleted: " + failure.getMessage(), failure);
        }
    }
}
