package io.vestibule.service.frames;

import io.vestibule.common.Sha256;
import io.vestibule.topologies.watch.FrameStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A frame store in a folder, such as a network share. The image with hash {@code ab12...} is the file {@code ab/ab12...}. The
 * publisher writes the file before it sends the frame, and deletes it when the retention of frames is over.
 */
public final class FrameStoreFolder implements FrameStore {

    /** A reference must be a hash, so that it cannot point outside the folder. */
    private static final Pattern REFERENCE = Pattern.compile("[0-9a-f]{64}");

    private final Path folder;

    public FrameStoreFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public Optional<ByteBuffer> find(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            return Optional.empty();
        }
        try {
            byte[] bytes =
                    Files.readAllBytes(folder.resolve(reference.substring(0, 2)).resolve(reference));
            return reference.equals(Sha256.hex(bytes)) ? Optional.of(ByteBuffer.wrap(bytes)) : Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
