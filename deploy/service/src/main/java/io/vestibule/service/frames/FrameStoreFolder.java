package io.vestibule.service.frames;

import io.vestibule.topologies.watch.FrameStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A frame store that is a folder, such as one shared by network: the picture with hash {@code ab12...} is the file {@code
 * ab/ab12...}. Whoever publishes puts the file there before the frame, and takes it away when frames are no longer kept.
 */
public final class FrameStoreFolder implements FrameStore {

    /** A reference is a hash and nothing else, so that none can lead out of the folder. */
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
            return reference.equals(hash(bytes)) ? Optional.of(ByteBuffer.wrap(bytes)) : Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
